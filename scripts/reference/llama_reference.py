"""Writes src/tinydesk/train/reference.json: loss, gradients and logits of tiny Llama models in float64.

The model is Hugging Face's own LlamaForCausalLM and the gradients are PyTorch's, so the fixture shares no code with
the kernels that are tested against it. Weights follow a formula that both sides compute without rounding:
w[i] = scale * (((7919 * i + 31 * p) mod 1024) / 1024 - 0.5) for entry i of parameter p, plus 1 for norms.

    pip install torch transformers
    python scripts/reference/llama_reference.py > src/tinydesk/train/reference.json
"""
import json

import torch
import transformers
from transformers import LlamaConfig, LlamaForCausalLM

torch.set_num_threads(1)

SHAPE = dict(
    vocab_size=40, hidden_size=24, intermediate_size=40, num_hidden_layers=2, num_attention_heads=4,
    num_key_value_heads=2, head_dim=8, max_position_embeddings=32, rope_theta=1000.0, rms_norm_eps=1e-4,
)
LENGTHS = [13, 1, 6, 17]
SCALE = {"embed_tokens": 1.0, "lm_head": 1.0, "norm": 0.5}


def names(config):
    """Parameters in the order of src/tinydesk/model/parameters.ts."""
    parts = [
        "input_layernorm", "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
        "post_attention_layernorm", "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj",
    ]
    out = ["model.embed_tokens.weight"]
    out += [f"model.layers.{i}.{part}.weight" for i in range(config["num_hidden_layers"]) for part in parts]
    out.append("model.norm.weight")
    return out if config["tie_word_embeddings"] else out + ["lm_head.weight"]


def scale_of(name):
    return next((scale for part, scale in SCALE.items() if part in name), 0.75)


def case(tied):
    config = {**SHAPE, "tie_word_embeddings": tied}
    model = LlamaForCausalLM(LlamaConfig(**config, attn_implementation="eager")).double()
    parameters = dict(model.named_parameters())
    with torch.no_grad():
        for p, name in enumerate(names(config)):
            w = parameters[name]
            i = torch.arange(w.numel(), dtype=torch.int64)
            values = scale_of(name) * (((7919 * i + 31 * p) % 1024).double() / 1024 - 0.5)
            w.copy_((values + (1 if "norm" in name else 0)).view_as(w))

    total = sum(LENGTHS)
    tokens = [(5 * i * i + 3 * i + 1) % SHAPE["vocab_size"] for i in range(total)]
    targets = [(7 * i + 2) % SHAPE["vocab_size"] for i in range(total)]
    weights = [(i % 5) / 4 for i in range(total)]
    loss = torch.zeros((), dtype=torch.float64)
    logits = []
    start = 0
    for length in LENGTHS:
        part = slice(start, start + length)
        out = model(torch.tensor([tokens[part]]), use_cache=False).logits[0]
        scores = torch.log_softmax(out, -1)[torch.arange(length), torch.tensor(targets[part])]
        loss = loss - (scores * torch.tensor(weights[part], dtype=torch.float64)).sum()
        logits.append([round(x, 9) for x in out[-1].tolist()])
        start += length
    loss.backward()
    gradients = {}
    for name in names(config):
        g = parameters[name].grad.flatten()
        at = sorted({(k * 997 + 5) % g.numel() for k in range(6)})
        gradients[name] = {"norm": float(f"{g.norm().item():.9g}"), "at": at, "values": [float(f"{g[i].item():.9g}") for i in at]}
    return {
        "config": config, "lengths": LENGTHS, "tokens": tokens, "targets": targets, "weights": weights,
        "scales": {name: scale_of(name) for name in names(config)},
        "loss": round(loss.item(), 9), "lastLogits": logits, "gradients": gradients,
    }


print(json.dumps({
    "source": f"scripts/reference/llama_reference.py: transformers {transformers.__version__}, torch {torch.__version__.split('+')[0]}, float64",
    "cases": [case(True), case(False)],
}))

"""Compares this engine with Hugging Face's transformers on a TinyDesk model folder, both ways.

    pip install torch transformers safetensors tokenizers compressed-tensors
    python scripts/reference/transformers_check.py public/tinydesk/instructed

The folder is loaded with AutoModelForCausalLM and AutoTokenizer, as anyone else would load it, and compared with what
scripts/reference/outputs.ts prints (Node 24 or later must be on the path): token ids of 500 texts, the chat template,
float32 logits at every position of 20 prompts, and greedy continuations. Then transformers saves the model and the
tokenizer to a new folder, and this engine must read that folder and answer the same. Exits with 1 where something
differs. No test needs Python; run this when the published files or the tokenizer change.
"""
import base64
import json
import pathlib
import subprocess
import sys
import tempfile

import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer

LOGIT_TOLERANCE = 1e-3
OUTPUTS = pathlib.Path(__file__).with_name("outputs.ts")


def outputs_of(folder):
    """The texts and the conversations of outputs.ts."""
    printed = subprocess.run(["node", str(OUTPUTS), str(folder)], check=True, capture_output=True, text=True, encoding="utf-8").stdout
    lines = [json.loads(line) for line in printed.split("\n") if line]
    return [line for line in lines if "text" in line], [line for line in lines if "messages" in line]


def logits_of(conversation):
    values = torch.frombuffer(bytearray(base64.b64decode(conversation["logits"])), dtype=torch.float32)
    return values.view(len(conversation["prompt"]), -1)


def greedy(model, prompt, most):
    """Token ids of the answer, without the end token."""
    with torch.no_grad():
        out = model.generate(torch.tensor([prompt]), attention_mask=torch.ones(1, len(prompt), dtype=torch.long), do_sample=False, max_new_tokens=most)
    answer = out[0, len(prompt):].tolist()
    end = model.generation_config.eos_token_id
    return answer[: answer.index(end)] if end in answer else answer


def main():
    if len(sys.argv) != 2:
        sys.exit("Name a model folder: python scripts/reference/transformers_check.py public/tinydesk/instructed")
    folder = sys.argv[1]
    torch.set_num_threads(1)
    transformers.utils.logging.disable_progress_bar()
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    texts, conversations = outputs_of(folder)
    print(f"transformers {transformers.__version__}, torch {torch.__version__}; {type(model).__name__}, {type(tokenizer).__name__}, {model.num_parameters()} parameters")
    wrong = 0

    def line(name, right, total, note=""):
        nonlocal wrong
        wrong += total - right
        print(f"  {name}: {right} of {total}{note}")

    def encode(text):
        return tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]

    same = [encode(t["text"]) == t["ids"] for t in texts]
    for t, good in zip(texts, same):
        if not good:
            print(f"    {t['text']!r}: {encode(t['text'])} there, {t['ids']} here")
    line("equal token ids", sum(same), len(texts))
    line("decoded without loss", sum(tokenizer.decode(t["ids"]) == t["text"] for t in texts), len(texts))

    def template(messages):
        return tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_dict=True)["input_ids"]

    line("equal chat prompts", sum(template(c["messages"]) == c["prompt"] for c in conversations), len(conversations))

    worst, largest, positions = 0.0, 0.0, 0
    for c in conversations:
        ours = logits_of(c)
        with torch.no_grad():
            theirs = model(torch.tensor([c["prompt"]])).logits[0]
        worst = max(worst, (ours - theirs).abs().max().item())
        largest = max(largest, theirs.abs().max().item())
        positions += len(ours)
    close = worst < LOGIT_TOLERANCE
    line("logits agree", int(close), 1, f": largest difference {worst:.2e} over {positions} positions, of logits up to {largest:.1f}")

    def same_answer(c):
        room = model.config.max_position_embeddings - len(c["prompt"])
        return greedy(model, c["prompt"], min(48, room)) == c["answer"]

    line("equal greedy answers", sum(same_answer(c) for c in conversations), len(conversations), f", {sum(len(c['answer']) for c in conversations)} tokens")

    with tempfile.TemporaryDirectory() as again:
        model.save_pretrained(again)
        tokenizer.save_pretrained(again)
        back_texts, back_conversations = outputs_of(again)
        line("the same from what transformers saves", int(back_texts == texts) + int(back_conversations == conversations), 2)
    sys.exit(1 if wrong else 0)


main()

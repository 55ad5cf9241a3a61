"""Writes src/tinydesk/tokenizer/reference.json: how Hugging Face's own library cuts and encodes awkward texts.

    pip install tokenizers
    python scripts/reference/tokenizer_reference.py > src/tinydesk/tokenizer/reference.json
"""
import json

import tokenizers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

CORPUS = [
    "My parcel has not arrived, and the tracking page says nothing new since the third of March.",
    "I was charged twice for order 10482. Please refund the second payment; it isn't mine.",
    "Où est mon colis ? Der Rückversand dauert zu lange.  Two  spaces, three   spaces.\n\nA new line.",
] * 3
CASES = [
    "", " ", "  ", "\n", "\t \n", "a", " a", "  a", "a ", "a  ", "a  b", "a\n b", "a \n\n b",
    "order 10482", "order10482x", "1 2  3", "٣٤", "²½Ⅻ", "x² + 1", "3.14", "#1,000.50",
    "don't we'll I'd they've it's he'm you're DON'T", "'s", "''s", "rock 'n' roll",
    "naïve café", "cafe\u0301", "我的包裹在哪里？", "привет мир", "שלום", "हिन्दी", "😀", "👩‍👩‍👧‍👦 family", "🇫🇷",
    "a\u00a0b", "a\u00a0\u00a0b", "a\u2003 b", "a\u3000b", "a\u0085b", "a\u0085\u0085b", "\ufeffa", "a\ufeffb", "a \ufeff b",
    "a\u200bb", "a\u180eb", "a\u2028b\u2029c", "a\u000bb\u000cc", "a\r\nb", "\x00\x01", "a\x1cb",
    "<|user|>hello<|end|>", "<|pad|>", "== ! ==", "(a) [b] {c}", "e-mail: a.b@c.de", "https://x.org/?q=1&r=2",
    "Hello, world!!!   ", "tab\tand  two", "the the the", "aaaaaaaaaaaa", "\U0001f600\U00010348\U0010ffff",
]

tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
    pre_tokenizers.Digits(individual_digits=True),
    pre_tokenizers.ByteLevel(add_prefix_space=False),
])
tokenizer.decoder = decoders.ByteLevel()
tokenizer.train_from_iterator(CORPUS, trainers.BpeTrainer(
    vocab_size=360, special_tokens=["<|pad|>", "<|end|>"], initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
    show_progress=False,
))

# Special tokens are recognised in text by the library and never by ours, so they are left out before encoding.
plain = json.loads(tokenizer.to_str())
plain["added_tokens"] = []
encoder = Tokenizer.from_str(json.dumps(plain))

print(json.dumps({
    "source": f"scripts/reference/tokenizer_reference.py: tokenizers {tokenizers.__version__}",
    "tokenizer": json.loads(tokenizer.to_str()),
    "cases": [{
        "text": text,
        "pieces": [piece for piece, _ in tokenizer.pre_tokenizer.pre_tokenize_str(text)],
        "ids": encoder.encode(text, add_special_tokens=False).ids,
    } for text in CASES],
}))

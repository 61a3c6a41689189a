"""read: the messiness of mail becomes one Message. Pure.

Verb      read(raw) -> Message. Beside it: part(raw, path), the bytes of an attachment; read_json(message), what
          `fitmail read --json` prints.
Takes     raw bytes as they came, what is ours, the envelope recipient.
Promises  never raises, whatever the bytes: what goes wrong in one reader becomes a defect, and the others go on. The
          mail is parsed once. In doubt about what was newly written: the whole text, and `sure` is False.
Never     opens a file, asks the time, decides anything, drops a word.

Furniture: tree, charsets, encoded, addresses, headers, texts, htmltext, quotes, signatures, body, words, marks,
phrases, reading, jsonform, reports, reasons, prose, rsvp, clues, forwards, forms, trust, language.
"""

from __future__ import annotations

from fitmail.read.jsonform import read_json
from fitmail.read.reading import part, read

__all__ = ["part", "read", "read_json"]

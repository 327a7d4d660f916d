"""The English of the words of law/ that have no key 英 of their own: choices, enclosures, helps, notes, questions.

It stands in law/english/, one line for each Chinese text. A text that is changed loses its English and is asked for
again by the proof, so that the two never say different things.
"""

from __future__ import annotations

from pathlib import Path

from liandong.kernel.reading import load_mapping

FOLDER = "english"


def read_lexicon(root: Path) -> dict[str, str]:
    """Chinese to English, from every file of law/english; empty where there is none. Errors: LawError."""
    english: dict[str, str] = {}
    stands_in: dict[str, Path] = {}
    for path in sorted((root / FOLDER).glob("*.yaml")):
        page = load_mapping(path)
        for words, translated in page.items():
            if not isinstance(translated, str) or not translated.strip():
                raise page.error(f"“{words}”的英文应当是文字", words)
            if words in english:
                raise page.error(f"“{words}”在 {stands_in[words].name} 里已有英文", words)
            english[words], stands_in[words] = translated.strip(), path
    return english

"""Templates from their texts: parsed, and every one of them rendered with sample facts before it is in force.

Takes texts by file name; gives Templates, or every mistake at once. Promises: a mail that goes to clients exists
in all languages (G12); a template that would print an order at the beginning of a line is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from fitmail.compose.audience import Circle, readers
from fitmail.compose.body import Original
from fitmail.compose.catalogue import CATALOGUE, entry
from fitmail.compose.office import Office
from fitmail.compose.samples import DUTY, NOW, directory, handbook, letters, policy, sample_cases, sample_tell, sources
from fitmail.compose.sheet import Desk, names, sheet
from fitmail.compose.stationery import Stationery
from fitmail.compose.templates import FOLDER, Templates, candidates, fault, find, parse
from fitmail.model import LANGUAGES, Handbook, Language, Mistake, OutboxMessage

SECRET = b"a sample, and no secret"
SAMPLE_ORDERS = ("!claim", "!clame")  # the sample people write these; templates show them behind bars


def load_templates(texts: Mapping[str, str]) -> tuple[Templates | None, tuple[Mistake, ...]]:
    """Templates when all of them are right; otherwise what is wrong, with file and line."""
    return _load(tuple(sorted(texts.items())))


# The same texts give the same templates; a process that loads them twice need not render them twice.
@lru_cache(maxsize=4)
def _load(texts: tuple[tuple[str, str], ...]) -> tuple[Templates | None, tuple[Mistake, ...]]:
    files = {file: text for file, text in texts if file.endswith((".txt", ".html"))}
    templates, mistakes = parse(files, True)
    wrong = (*mistakes, *misnamed(files))
    if templates is None or wrong:
        return None, wrong
    failed = tuple(trials(templates, every(templates)))
    return (None, failed) if failed else (templates, ())


def open_templates(texts: Mapping[str, str]) -> Templates:
    """The same templates without trying them, for texts that were loaded before; else ValueError."""
    templates, mistakes = parse({file: text for file, text in texts.items() if file.endswith((".txt", ".html"))}, False)
    if templates is None:
        raise ValueError("\n".join(map(str, mistakes)))
    return templates


def sample_mail(templates: Templates, name: str, language: Language) -> OutboxMessage:
    """A template with sample facts, as the mail that would leave. LookupError when there is no such template."""
    tell = sample_tell(name, language)
    return Office(_desk(templates, language), f"sample-{language}", letters(), sources(), (tell,)).mails()[0]


def _sample_text(templates: Templates, name: str, language: Language) -> str:
    """Its text alone, which is all that a trial needs."""
    tell, desk = sample_tell(name, language), _desk(templates, language)
    reader = readers(tell.audience, circle=desk.circle, case=desk.cases.get(tell.case))[0]
    source = Original(text="", html="") if tell.whole else None
    return sheet(tell, reader, desk=desk, reply_to="", source=source).text


def _desk(templates: Templates, language: Language) -> Desk:
    cases = sample_cases(language)
    return Desk(
        stationery=Stationery(policy=policy(language), templates=templates, secret=SECRET),
        circle=Circle(directory=directory(language), policy=policy(language), duty=DUTY, now=NOW),
        handbook=handbook(),
        cases=cases,
        names=names(directory(language), cases),
    )


def misnamed(files: Mapping[str, str]) -> tuple[Mistake, ...]:
    """Files that no mail looks for, and files that are missing."""
    return (*_unknown(files), *_absent(files))


def _unknown(files: Mapping[str, str]) -> Iterator[Mistake]:
    for file in files:
        name = file.partition(".")[0]
        try:
            known = file.startswith("_") or entry(name)
        except LookupError:
            known = None
        if not known:
            near = [other for other in CATALOGUE if other[:4] == name[:4]]
            hint = f"Did you mean {' or '.join(near)}?" if near else ""
            yield _file(file, f"no mail is called {name}", "a name of the catalogue in README.md", hint)
        elif not file.startswith("_") and not _spoken(file):
            yield _file(file, "no language in its name", f"NAME.LANGUAGE.txt, one of {', '.join(LANGUAGES)}", "")


def _spoken(file: str) -> bool:
    """Whether a file names its language; only HTML may be for all of them."""
    parts = file.split(".")
    return (len(parts) == 3 and parts[1] in LANGUAGES) or (len(parts) == 2 and parts[1] == "html")


def _absent(files: Mapping[str, str]) -> Iterator[Mistake]:
    """G12: a missing client mail is a load error; a missing internal one falls back to English."""
    for name, line in CATALOGUE.items():
        for language in LANGUAGES if line.outward else ("en",):
            wanted = [file for file in candidates(name, language, ".txt") if f".{language}." in file]
            if not any(file in files for file in wanted):
                yield _file(wanted[0], "the file is missing", "every mail to clients in all languages", "")


def unanswered(templates: Templates, handbook: Handbook) -> tuple[Mistake, ...]:
    """Prepared answers that a rule or the guidance asks for, and that are not there in each language (G12)."""
    wanted = {
        one.prepared: f"`do: [reply with …]` of rules/{one.table}/{one.key}.yaml"
        for one in handbook.categories
        if one.prepared
    }
    wanted |= {
        f"prepared-{guide.answer}": f"`answer` of {category} in rules/guidance.yaml"
        for category, guide in handbook.guidance.items()
        if guide.answer
    }
    return tuple(
        _file(file, "the file is missing", f"an answer in {', '.join(LANGUAGES)}, for {asked}", "")
        for name, asked in wanted.items()
        if name not in CATALOGUE
        for file in (f"{name}.{language}.txt" for language in LANGUAGES)
        if file not in templates.files
    )


def every(templates: Templates) -> tuple[str, ...]:
    """The names of all mails: those of the catalogue, and the operator's own."""
    own = {file.partition(".")[0] for file in templates.files if file.endswith(".txt") and not file.startswith("_")}
    return tuple(sorted(own | set(CATALOGUE)))


def trials(templates: Templates, names_: Iterable[str]) -> Iterator[Mistake]:
    """Each of these in each language, with sample facts: what is wrong with them."""
    for name in names_:
        for language in LANGUAGES:
            try:
                text = _sample_text(templates, name, language)
            except Exception as error:
                # Whatever a template raises is a mistake of the template; the error names its line.
                yield fault(error, find(templates, name, language), "")
                continue
            if entry(name).kind in ("case", "many"):
                yield from _orders(text, find(templates, name, language))


def _orders(text: str, file: str) -> Iterator[Mistake]:
    """Lines that could run as an order if a copy came back. The sheet bars them; still the file is wrong."""
    for line in text.splitlines():
        bare = line.removeprefix("| ").strip()
        if bare[:1] in ("!", "¡") and not bare.startswith(SAMPLE_ORDERS):
            hint = "Offer the word without its mark: the frame below each mail does it."
            yield _file(
                file, f"the line {line[:60]!r} is an order", "no line that begins with an exclamation mark", hint
            )


def _file(file: str, found: str, expected: str, hint: str) -> Mistake:
    return Mistake(file=f"{FOLDER}/{file}", line=0, found=found, expected=expected, hint=hint)

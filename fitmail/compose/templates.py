"""Templates: look-up by dropping parts, Jinja2 in its sandbox. The only file that knows Jinja2.

Takes the texts of templates/emails/ by file name. Gives subject, text and HTML for a name, a language and its
variables. Promises: a value that a template asks for and nobody gave is an error, never an empty place; text
templates are plain, HTML ones escape every value; a template reaches no attribute of a text that could make it
long (`'a'*2000000000`, center, ljust, format), no private name and no code.
Known faults: time and memory are bounded by whoever loads templates, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from typing import Any, Never

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fitmail.compose.reasons import Told, evidence, sentence
from fitmail.compose.texts import bars, first_name, one_line
from fitmail.compose.wording import Band, Voice
from fitmail.model import LANGUAGES, Case, Criterion, Language, Mailbox, Matter, Mistake, Reason, Result

FOLDER = "templates/emails"
_TEXT_METHODS = frozenset({"lower", "upper", "strip", "startswith", "endswith", "split", "splitlines", "capitalize"})
_REFUSED_FILTERS = ("center", "format", "indent", "pprint", "xmlattr", "random", "wordwrap", "urlize", "attr", "map")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, without what makes a short template write a gigabyte."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(f"{operator} is allowed between numbers only, and ** not at all")
        return left * right if operator == "*" else left % right

    def wrap_str_format(self, value: Any) -> None:
        """Jinja2 offers a safe str.format, which still writes "{:1000000000}": not offered here."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Public fields of our own values at once: most of what templates look at, and the package asks long."""
        if attribute[:1] != "_" and hasattr(type(obj), "__dataclass_fields__") and hasattr(obj, attribute):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str | bytes):
            return attr in _TEXT_METHODS
        if is_dataclass(obj):  # values of ours, which are most of what templates look at: frozen, no behaviour
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """Parsed templates. `load_templates` makes it."""

    environment: _Sandbox
    files: frozenset[str]
    words: Mapping[str, Mapping[str, str]]

    def voice(self, language: Language, zone: str, closes: int) -> Voice:
        return Voice(language=language, zone=zone, closes=closes, words=self.words.get(language, self.words["en"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    subject: str
    text: str


def parse(texts: Mapping[str, str], compiled: bool) -> tuple[Templates | None, tuple[Mistake, ...]]:
    """Every text template and every line of words; not yet rendered. Not compiled: only when first wanted."""
    sources: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for file, text in sorted(texts.items()):
        if file.startswith("_words."):
            continue
        if file.endswith(".html") or (file.startswith("_") and file.endswith(".txt")):
            sources[file] = text
        elif file.endswith(".txt"):
            first, _, rest = text.replace("\r\n", "\n").partition("\n")
            if not first.startswith("Subject:") or rest.split("\n", 1)[0].strip():
                mistakes.append(_mistake(file, 1, repr(first[:60]), 'a first line "Subject: …" and then an empty one'))
                continue
            sources[subject_of(file)] = first.removeprefix("Subject:").strip()
            sources[file] = rest.partition("\n")[2]
    words, faults = _words(texts)
    mistakes += faults
    environment = _environment(sources)
    mistakes += _syntax(environment, sources) if compiled else ()
    if mistakes:
        return None, tuple(mistakes)
    return Templates(environment=environment, files=frozenset(sources), words=words), ()


def subject_of(file: str) -> str:
    return file.removesuffix(".txt") + ".subject"


def candidates(name: str, language: str, ending: str) -> Iterator[str]:
    """decline-budget.es, decline.es, then the same in English (house.md 13)."""
    parts = name.split("-")
    for tongue in dict.fromkeys((language, "en")):
        for length in range(len(parts), 0, -1):
            yield f"{'-'.join(parts[:length])}.{tongue}{ending}"


def find(templates: Templates, name: str, language: str) -> str:
    found = next((file for file in candidates(name, language, ".txt") if file in templates.files), "")
    if not found:
        raise LookupError(f"there is no template {name} in {FOLDER}, neither in {language} nor in English")
    return found


def find_html(templates: Templates, name: str, language: str) -> str:
    """The template's own HTML, in the language or for all of them; "" when it has none."""
    wanted = (*candidates(name, language, ".html"), f"{name}.html")
    return next((file for file in wanted if file in templates.files), "")


def render(templates: Templates, name: str, language: str, variables: Mapping[str, object]) -> Rendered:
    file = find(templates, name, language)
    get = templates.environment.get_template
    return Rendered(subject=get(subject_of(file)).render(variables), text=get(file).render(variables))


def render_file(templates: Templates, file: str, variables: Mapping[str, object]) -> str:
    return templates.environment.get_template(file).render(variables)


def fault(error: Exception, file: str, hint: str) -> Mistake:
    """A failed template as a mistake with its line, read from the error's own trace."""
    name, line, trace = file, 0, error.__traceback__
    if isinstance(error, TemplateSyntaxError):
        name, line, trace = error.name or file, error.lineno, None
    while trace is not None:
        inside = trace.tb_frame.f_code.co_filename
        if inside.endswith((".txt", ".html", ".subject")):
            name, line = inside, trace.tb_lineno
        trace = trace.tb_next
    shown = name.replace(".subject", ".txt")
    plain = shown.endswith(".txt") and not shown.startswith("_")
    at = 1 if name.endswith(".subject") else line + 2 if plain else line
    return _mistake(shown, at, str(error)[:200], "a template that renders with sample facts", hint)


def _mistake(file: str, line: int, found: str, expected: str, hint: str = "") -> Mistake:
    return Mistake(file=f"{FOLDER}/{file}", line=line, found=found, expected=expected, hint=hint)


def _syntax(environment: _Sandbox, sources: Mapping[str, str]) -> Iterator[Mistake]:
    for file in sources:
        try:
            environment.get_template(file)
        except TemplateError as error:
            yield fault(error, file, "")


def _words(texts: Mapping[str, str]) -> tuple[Mapping[str, Mapping[str, str]], list[Mistake]]:
    """The lines `key: words` of _words.LANG.txt; every language must have every key."""
    found: dict[str, dict[str, str]] = {}
    mistakes: list[Mistake] = []
    for language in LANGUAGES:
        file = f"_words.{language}.txt"
        found[language] = {}
        for number, line in enumerate(texts.get(file, "").splitlines(), start=1):
            key, colon, words = line.partition(":")
            if not line.strip() or line.startswith("#"):
                continue
            if not colon or " " in key.strip() or not words.strip():
                mistakes.append(_mistake(file, number, repr(line[:60]), "a line such as `state.owned: owned`"))
            elif key.strip() in found[language]:
                mistakes.append(_mistake(file, number, f"{key.strip()} for the second time", "each key once"))
            found[language][key.strip()] = words.strip()
    every = set().union(*found.values())
    for spoken, words_of in found.items():
        for key in sorted(every - set(words_of)):
            mistakes.append(_mistake(f"_words.{spoken}.txt", 0, f"no line for {key}", "the same keys in all languages"))
    return found, mistakes


def _environment(sources: Mapping[str, str]) -> _Sandbox:
    environment = _Sandbox(
        loader=FunctionLoader(lambda name: (sources[name], name, None) if name in sources else None),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    for name in _REFUSED_FILTERS:
        environment.filters.pop(name, None)
    environment.globals.pop("lipsum", None)
    environment.filters.update(_FILTERS)
    return environment


# --- filters. They find the reader's voice in the context, so that a template says only what it shows.


def _voice(context: Context) -> Voice:
    voice = context["voice"]
    if not isinstance(voice, Voice):
        raise TypeError("a template was rendered without a voice")
    return voice


def _voiced(speak: Callable[..., str]) -> Callable[..., str]:
    """A method of the voice as a filter."""

    @pass_context
    def spoken(context: Context, value: object, *args: object) -> str:
        return speak(_voice(context), value, *args)

    return spoken


@pass_context
def _say(context: Context, key: str, **args: object) -> str:
    return _voice(context).say(key, {name: str(value) for name, value in args.items()})


@pass_context
def _name(context: Context, address: str) -> str:
    names: Mapping[str, str] = context["names"]
    return names.get(address.lower()) or address


@pass_context
def _question(context: Context, key: str) -> str:
    voice, criterion = _voice(context), _criterion(context, key)
    return voice.spoken(criterion.questions) if criterion else voice.label(key, "question")


@pass_context
def _check(context: Context, key: str) -> str:
    voice, criterion = _voice(context), _criterion(context, key)
    return voice.spoken(criterion.names) if criterion else voice.label(key, "check")


def _criterion(context: Context, key: str) -> Criterion | None:
    criteria: Mapping[str, Criterion] = context["criteria"]
    return criteria.get(key)


@pass_context
def _result(context: Context, result: Result) -> str:
    names: Mapping[str, str] = context["names"]
    args = {key: names.get(value, value) for key, value in result.args.items()}
    return _voice(context).result(result.key, result.ok, args)


@pass_context
def _why(context: Context, value: Case | Reason | str) -> str:
    """Why it is filed so, in one sentence; of a case that no rule filed, what its journal says."""
    found = (value.reason or value.because) if isinstance(value, Case) else value
    return sentence(found, _voice(context))


@pass_context
def _evidence(context: Context, value: Case | Reason | str | None) -> tuple[Told, ...]:
    found = value.reason if isinstance(value, Case) else value
    return evidence(found if isinstance(found, Reason) else None, _voice(context))


@pass_context
def _band(context: Context, band: Band | None) -> str:
    return _voice(context).band(band)


def _barred(text: str) -> str:
    return bars(text)


@pass_context
def _labelled(context: Context, keys: Sequence[str], kind: str) -> str:
    return ", ".join(_voice(context).label(key, kind) for key in keys)


@pass_context
def _unknown(context: Context, t1: Mapping[str, object]) -> str:
    """What a summary does not say, because an opportunity call says how much is still unknown."""
    wanted = {"budget": t1["band"], "when": t1["deadline"], "tech": t1["technologies"]}
    return ", ".join(_check(context, key) for key, value in wanted.items() if not value)


def _box(value: Mailbox | str) -> str:
    """Name and address, as one line."""
    if isinstance(value, str):
        return one_line(value, 200)
    return one_line(f"{value.name} <{value.address}>" if value.name else value.address, 200)


def _boxes(boxes: Sequence[Mailbox]) -> str:
    return ", ".join(one_line(box.name or box.address, 80) for box in boxes)


def _line(text: object) -> str:
    """A stranger's words inside a sentence of ours: one line, so that none of it can begin a line."""
    return one_line(str(text), 300)


def _refused(*_: object) -> Never:
    raise SecurityError("the filter `safe` is not allowed: values of people are always escaped")


@pass_context
def _matter(context: Context, matter: Matter) -> str:
    """What waits for the reader, in a sentence."""
    voice = _voice(context)
    days = {"day": matter.since, "first": matter.first, "last": matter.last}
    told = {name: voice.short_day(value) for name, value in days.items() if value is not None}
    said = voice.say(f"digest.{matter.kind}", {**told, "case": matter.id, "category": matter.category})
    return said.replace("..", ".")  # "27 de fev." ends the sentence too


_ANSWERS = {"held": ("send", "drop"), "overdue": ("show", "release"), "stuck": ("show", "release")}


@pass_context
def _answers(context: Context, matter: Matter) -> tuple[str, ...]:
    """The lines with which a list of cases may be answered about this one."""
    verbs = _ANSWERS.get(matter.kind, ())
    return tuple(f"{_voice(context).say(f'digest.verb-{verb}', {})} {matter.id}" for verb in verbs)


@pass_context
def _age(context: Context, days: int) -> str:
    key = "age.today" if days == 0 else "age.one" if days == 1 else "age.more"
    return _voice(context).say(key, {"n": str(days)})


def _most(rows: Sequence[tuple[str, int]]) -> int:
    """The longest bar."""
    return max((n for _, n in rows), default=0) or 1


@pass_context
def _named_rows(context: Context, rows: Sequence[tuple[str, int]], kind: str) -> tuple[tuple[str, int], ...]:
    """Counted keys with their words."""
    return tuple((_voice(context).label(key, kind), n) for key, n in rows)


_FILTERS: Mapping[str, Callable[..., object]] = {
    "bars": _barred,
    "first": first_name,
    "line": _line,
    "labelled": _labelled,
    "box": _box,
    "boxes": _boxes,
    "unknown": _unknown,
    "safe": _refused,
    "say": _say,
    "matter": _matter,
    "answers": _answers,
    "age": _age,
    "most": _most,
    "named": _named_rows,
    "name": _name,
    "question": _question,
    "check": _check,
    "result": _result,
    "why": _why,
    "evidence": _evidence,
    "band": _band,
    "day": _voiced(Voice.day),
    "short_day": _voiced(Voice.short_day),
    "moment": _voiced(Voice.moment),
    "closing": _voiced(Voice.closing),
    "number": _voiced(Voice.number),
    "money": _voiced(Voice.money),
    "label": _voiced(Voice.label),
    "labels": _voiced(Voice.labels),
    "tongue": _voiced(Voice.tongue),
    "spoken": _voiced(Voice.spoken),
    "span": _voiced(Voice.span),
}

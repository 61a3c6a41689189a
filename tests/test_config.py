"""Settings: what fitmail.toml may say, and that every mistake in it is told at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitmail.config import (
    LIKES,
    Listener,
    Mistakes,
    Settings,
    init,
    load,
    parse,
    parse_over,
    read_rules_texts,
    read_secret,
    read_template_texts,
    sample_document,
    sample_text,
    secret_is_open,
    settings_page,
)
from fitmail.config.closed import closed_days
from fitmail.config.keys import TABLES
from fitmail.config.lines import key_lines
from fitmail.model import Mistake
from fitmail.tables import Book, read_directory, read_meetings, read_rota

ROOT = Path(__file__).resolve().parent.parent
LEAST = """
[network]
name = "FIT"
[desk]
address = "Enquiries@FIT.example"
zone = "America/Argentina/Buenos_Aires"
[roles]
operator = "ana@camba.example"
"""


def understood(text: str, **environment: str) -> Settings:
    return parse(text, file="fitmail.toml", environment=environment)


def mistakes(text: str, **environment: str) -> tuple[Mistake, ...]:
    with pytest.raises(Mistakes) as wrong:
        parse(text, file="fitmail.toml", environment=environment)
    return wrong.value.mistakes


def one_mistake(text: str, **environment: str) -> Mistake:
    (only,) = mistakes(text, **environment)
    return only


# -- what is understood


def test_the_least_a_desk_must_say_is_name_address_zone_and_operator() -> None:
    policy = understood(LEAST).policy
    assert policy.desk == "enquiries@fit.example"
    assert policy.desk_name == "FIT enquiries"
    assert policy.domain == "fit.example"
    assert (policy.opens, policy.closes) == (9 * 60, 17 * 60)
    assert policy.language == "en"
    assert policy.delay == 120
    assert policy.coordinator == policy.operator == "ana@camba.example"
    assert policy.list_mode == "off"
    assert policy.list_address == ""


def test_doors_are_shut_unless_their_table_stands_in_the_file() -> None:
    shut, opened = understood(LEAST), understood(LEAST + "[receive.lmtp]\nport = 24\n")
    assert shut.smtp is shut.lmtp is shut.http is None
    assert opened.lmtp == Listener(host="127.0.0.1", port=24)
    assert opened.smtp is None


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "our-rules").mkdir()
    file = tmp_path / "fitmail.toml"
    file.write_text(LEAST + '[paths]\nrules = "our-rules"\n[store]\nurl = "sqlite:///desk/mail.db"\n', "utf-8")
    found = load(file, environment={})
    assert found.rules == tmp_path / "our-rules"
    assert found.emergency == tmp_path / "emergency"
    assert found.store_url == f"sqlite:///{tmp_path}/desk/mail.db"


def test_an_absolute_path_of_the_store_stays_as_it_is() -> None:
    assert understood(LEAST + '[store]\nurl = "sqlite:////var/lib/f.db"\n').store_url == "sqlite:////var/lib/f.db"


def test_a_mailbox_elsewhere_has_its_password_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("s3cret with spaces\nmore\n", "utf-8")
    file = tmp_path / "fitmail.toml"
    box = '[receive.imap.office]\nhost = "imap.fit.example"\nuser = "desk"\npassword_file = "pw"\npoll = "5 minutes"\n'
    file.write_text(LEAST + box, "utf-8")
    (mailbox,) = load(file, environment={}).imap
    assert (mailbox.name, mailbox.port, mailbox.ssl, mailbox.poll) == ("office", 993, True, 300)
    assert mailbox.password == "s3cret with spaces"
    assert mailbox.address == "enquiries@fit.example"
    assert "s3cret" not in repr(mailbox)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("delay = 0", 0),
        ('delay = "90"', 90),
        ('delay = "2 minutes"', 120),
        ('delay = "1h"', 3600),
        ("delay = 45", 45),
    ],
)
def test_spans_are_seconds_or_words(line: str, value: int) -> None:
    assert understood(LEAST + f"[deliver]\n{line}\n").policy.delay == value


@pytest.mark.parametrize(
    ("hours", "minutes"), [("09:00-17:00", (540, 1020)), ("8-12:30", (480, 750)), ("10:00 – 24:00", (600, 1440))]
)
def test_hours_are_read_as_people_write_them(hours: str, minutes: tuple[int, int]) -> None:
    policy = understood(LEAST.replace("[desk]", f'[desk]\nhours = "{hours}"')).policy
    assert (policy.opens, policy.closes) == minutes


def test_the_digest_has_a_day_and_an_hour() -> None:
    policy = understood(LEAST + '[digest]\nday = "thu"\nhour = "07:00"\n').policy
    assert ("digest" in policy.periodic, policy.digest_day, policy.digest_hour) == (True, 3, 7)


def test_the_environment_outranks_the_file() -> None:
    found = understood(
        LEAST,
        FITMAIL_DESK__ADDRESS="hola@fit.example",
        FITMAIL_DESK__PROMISE="3",
        FITMAIL_NETWORK__LANGUAGES="es, en",
        FITMAIL_DESK__REHEARSAL="yes",
        FITMAIL_RECEIVE__SMTP__PORT="2525",
        FITMAIL_CLOCK="/somewhere",
        FITMAIL_CONFIG="x",
    )
    assert found.policy.desk == "hola@fit.example"
    assert found.policy.promise == 3
    assert found.policy.languages == ("es", "en")
    assert found.rehearsal
    assert found.smtp == Listener(host="127.0.0.1", port=2525)


def test_ours_names_the_addresses_that_read_must_know() -> None:
    ours = understood(LEAST + '[list]\nmode = "hosted"\naddress = "red@fit.example"\n').ours
    assert ours.addresses == ("enquiries@fit.example", "red@fit.example", "rules@fit.example")


# -- mistakes


def test_all_mistakes_are_told_at_once_each_on_its_line() -> None:
    text = """[network]
name = "FIT"
[desk]
adress = "enquiries@fit.example"
zone = "Europe/Lundon"
hours = "17:00-09:00"
[roles]
operator = "nobody"
[lst]
mode = "hosted"
"""
    found = mistakes(text)
    assert [(mistake.line, mistake.found) for mistake in found] == [
        (3, "address is missing in [desk]"),
        (4, '"adress" is no name of [desk]'),
        (5, 'zone = "Europe/Lundon"'),
        (6, 'hours = "17:00-09:00"'),
        (8, 'operator = "nobody"'),
        (9, "[lst] is no name of the settings"),
    ]
    assert found[1].hint == 'Did you mean "address"?'
    assert found[5].hint == 'Did you mean "list"?'


def test_a_mistake_says_file_line_found_expected_and_hint() -> None:
    wrong = one_mistake(LEAST + '[list]\nmod = "off"\n')
    assert str(wrong) == (
        'fitmail.toml line 10: "mod" is no name of [list]. Expected: one of address, mode, name. Did you mean "mode"?'
    )


def test_a_key_in_the_wrong_table_is_told_where_it_belongs() -> None:
    assert one_mistake(LEAST + '[trust]\nconsent = "ask"\n').hint == '"consent" stands in [desk].'


def test_text_that_is_not_toml_is_told_with_its_line() -> None:
    wrong = one_mistake(LEAST + "[list]\nmode = hosted\n")
    assert wrong.line == 10
    assert wrong.expected == "key = value"


@pytest.mark.parametrize(
    ("addition", "found"),
    [
        ('[list]\nmode = "hosted"\n', 'mode = "hosted" without an address'),
        ('[list]\nmode = "hosted"\naddress = "enquiries@fit.example"\n', "the list has the desk's address"),
        ('[receive.imap.a]\nhost = "h"\nuser = "u"\n', "[receive.imap.a] has no password"),
        ('[receive.imap.a]\nhost = "h"\nuser = "u"\npassword = "p"\nkept = "INBOX"\n', "kept mail would stay"),
        ('[deliver]\nuser = "u"\n', "a user without a password"),
        ('[deliver]\ntransport = "pigeon"\n', 'transport = "pigeon"'),
        ('[store]\nurl = "mysql://x"\n', 'url = "mysql://x"'),
        ('[paths]\nrules = "nowhere"\n', "there is no folder nowhere"),
        ("[receive.lmtp]\nport = 70000\n", "port = 70000"),
        ("[receive.lmtp]\n", "port is missing in [receive.lmtp]"),
        ("[receive]\nlmtp = 24\n", '"receive.lmtp" is not a table'),
        ('[digest]\nhour = "8:30"\n', 'hour = "8:30"'),
        ('[limits]\nsize = "2 TB"\n', 'size = "2 TB"'),
        ("[limits]\nbatch = true\n", "batch = true"),
        ('[trust]\nservers = "a\\nb"\n', "servers = "),
        ('[deliver]\npassword_file = "not-there"\n', "cannot be read"),
        ('[channels.forum]\naddress = "x"\n', 'address = "x"'),
    ],
)
def test_what_does_not_fit_is_refused_in_words(addition: str, found: str) -> None:
    assert found in one_mistake(LEAST + addition).found


def test_the_desks_language_must_be_one_of_the_networks() -> None:
    text = LEAST.replace("[desk]", 'languages = ["es"]\n[desk]\nlanguage = "en"')
    assert one_mistake(text).expected == '"es"'


def test_a_name_in_the_environment_that_sets_nothing_is_told() -> None:
    wrong = one_mistake(LEAST, FITMAIL_DESK__ADRESS="x@y.example")
    assert wrong.file == "environment variable FITMAIL_DESK__ADRESS"
    assert wrong.hint == "Did you mean FITMAIL_DESK__ADDRESS?"


def test_a_wrong_value_of_the_environment_names_the_variable() -> None:
    wrong = one_mistake(LEAST, FITMAIL_DESK__PROMISE="soon")
    assert wrong.file == "environment variable FITMAIL_DESK__PROMISE"


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="fitmail init"):
        load(tmp_path / "fitmail.toml", environment={})


def test_a_file_of_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "fitmail.toml"
    file.write_bytes('[network]\nname = "Cooperación"\n'.encode("latin-1"))
    with pytest.raises(Mistakes, match="line 2: letters that are not UTF-8"):
        load(file, environment={})


@settings(max_examples=150, deadline=None)
@given(
    table=st.sampled_from([table for table in TABLES if "*" not in table.path]),
    value=st.one_of(
        st.booleans(), st.integers(-5, 10**12), st.text(max_size=12), st.lists(st.text(max_size=4), max_size=2)
    ),
    pick=st.integers(0, 50),
)
def test_no_value_whatever_breaks_the_reading(table: object, value: object, pick: int) -> None:
    from fitmail.config.paper import toml_value

    assert hasattr(table, "path")
    key = table.keys[pick % len(table.keys)]
    text = toml_value(value)
    if "\\u" in ascii(text) or any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
        return  # TOML itself refuses control characters; that is another test
    document = sample_document()
    laid = f"[{'.'.join(table.path)}]\n{key.name} = {text}\n"
    found: tuple[Mistake, ...] = ()
    try:
        parse_over(document, laid, file="f", line=1, environment={})
    except Mistakes as wrong:
        found = wrong.mistakes
    assert all(mistake.line >= 0 and mistake.expected for mistake in found)


# -- laid over the sample


def test_a_text_laid_over_the_sample_changes_only_what_it_names() -> None:
    found = parse_over(sample_document(), "[desk]\npromise = 1\n", file="a.story", line=20, environment={})
    assert (found.policy.promise, found.policy.network) == (1, "Weft")


def test_mistakes_in_a_story_name_the_storys_line() -> None:
    for text, line in (("[desk]\npromice = 1\n", 21), ("[desk]\n\npromise 1\n", 22)):
        with pytest.raises(Mistakes) as wrong:
            parse_over(sample_document(), text, file="a.story", line=20, environment={})
        assert wrong.value.mistakes[0].line == line


def test_naming_the_day_of_the_digest_switches_it_on() -> None:
    base = {**sample_document(), "digest": {"on": False}}
    quiet = parse_over(base, "", file="s", line=1, environment={})
    asked = parse_over(base, '[digest]\nday = "Friday"\n', file="s", line=1, environment={})
    said = parse_over(base, '[digest]\non = false\nday = "Friday"\n', file="s", line=1, environment={})
    assert ["digest" in each.policy.periodic for each in (quiet, asked, said)] == [False, True, False]


# -- lines


def test_each_key_is_found_on_its_line() -> None:
    text = (
        "top = 1\n# a = comment\n[a.b]\nx = \"\"\"\ny = 2\n\"\"\"\n'odd key' = '''\n[no.table]\n'''\n"
        'list = [\n  "one", # ]\n  [2],\n]\n[c . "d.e"]\nf.g = { h = "}", i = 2 }\nlast = "a # b"\n'
    )
    lines = key_lines(text)
    assert lines["top",] == 1
    assert lines["a", "b"] == 3
    assert lines["a", "b", "x"] == 4
    assert ("a", "b", "y") not in lines
    assert lines["a", "b", "odd key"] == 7
    assert lines["a", "b", "list"] == 10
    assert lines["c", "d.e"] == 14
    assert lines["c", "d.e", "f", "g"] == 15
    assert lines["c", "d.e", "last"] == 16
    assert ("no", "table") not in lines


def test_escapes_and_quotes_inside_strings_do_not_end_them() -> None:
    lines = key_lines('a = "x\\"\\\\"\nb = \'c:\\\'\nc = """q""""\nd = 1\n')
    assert [lines[name,] for name in "abcd"] == [1, 2, 3, 4]


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet="ab[]{}=\"'#.,\\\n ", max_size=60))
def test_the_scanner_comes_to_an_end_on_any_text(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in key_lines(text).values())


# -- what is shipped


def test_the_shipped_sample_is_what_the_table_says() -> None:
    shipped = (ROOT / "fitmail.sample.toml").read_text("utf-8")
    assert shipped == sample_text(), "write it again from fitmail.config.sample_text()"


def test_the_page_of_settings_is_what_the_table_says() -> None:
    page = (ROOT / "docs" / "SETTINGS.md").read_text("utf-8")
    assert page == settings_page(), "write it again from fitmail.config.settings_page()"


def test_the_sample_is_read_without_a_mistake_and_names_every_key() -> None:
    found = understood(sample_text())
    assert found.policy.network == "Weft"
    for table in TABLES:
        for key in table.keys:
            assert f"{key.name} = " in sample_text()


# -- closed days

EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n{}\r\nSUMMARY:Feast\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)


def closed(*lines: str) -> list[str]:
    days, wrong = closed_days(EVENT.format("\r\n".join(lines)), file="calendar.ics")
    assert not wrong
    return sorted(day.isoformat() for day in days)


def test_an_all_day_event_closes_its_days_up_to_its_end() -> None:
    assert closed("DTSTART;VALUE=DATE:20261224") == ["2026-12-24"]
    assert closed("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227") == [
        "2026-12-24",
        "2026-12-25",
        "2026-12-26",
    ]
    assert closed("DTSTART;VALUE=DATE:20261224", "DURATION:P2D") == ["2026-12-24", "2026-12-25"]


def test_a_meeting_at_some_hour_and_a_cancelled_event_close_nothing() -> None:
    assert closed("DTSTART:20261224T100000Z") == []
    assert closed("DTSTART;VALUE=DATE:20261224", "STATUS:CANCELLED") == []


def test_a_yearly_feast_closes_its_day_every_year() -> None:
    days = closed("DTSTART;VALUE=DATE:20260525", "RRULE:FREQ=YEARLY")
    assert days[:2] == ["2026-05-25", "2027-05-25"]
    assert days[-1] == "2045-05-25"
    assert closed("DTSTART;VALUE=DATE:20260525", "RRULE:FREQ=YEARLY;COUNT=2") == ["2026-05-25", "2027-05-25"]
    assert closed("DTSTART;VALUE=DATE:20260525", "RRULE:FREQ=YEARLY;UNTIL=20270101") == ["2026-05-25"]
    assert closed("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;COUNT=2") == ["2024-02-29", "2028-02-29"]


def test_the_last_monday_of_a_month_is_found_each_year() -> None:
    rule = "RRULE:FREQ=YEARLY;BYMONTH=8;BYDAY=-1MO;COUNT=3"
    assert closed("DTSTART;VALUE=DATE:20260831", rule) == ["2026-08-31", "2027-08-30", "2028-08-28"]
    rule = "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO;COUNT=2"
    assert closed("DTSTART;VALUE=DATE:20260504", rule, "EXDATE;VALUE=DATE:20270503") == ["2026-05-04"]


def test_a_repetition_that_is_not_yearly_is_told_with_its_line() -> None:
    text = EVENT.format("DTSTART;VALUE=DATE:20260525\r\nRRULE:FREQ=WEEKLY")
    days, (wrong,) = closed_days(text, file="calendar.ics")
    assert not days
    assert (wrong.line, wrong.found) == (4, '"Feast"')
    assert "yearly" in wrong.expected


@pytest.mark.parametrize(
    "text", ["", "nonsense", "BEGIN:VCALENDAR\r\n", EVENT.format("DTSTART:soon"), EVENT.format("X:1")]
)
def test_a_file_that_is_no_calendar_is_a_mistake_or_empty_never_an_accident(text: str) -> None:
    days, _ = closed_days(text, file="c")
    assert not days


# -- the files of a desk


@pytest.mark.parametrize("like", LIKES)
def test_init_makes_a_desk_that_has_no_mistakes(like: str, tmp_path: Path) -> None:
    init(tmp_path / "desk", like=like, today=date(2026, 5, 20), secret="5" * 64, copy_files=False)
    found = load(tmp_path / "desk" / "fitmail.toml", environment={})
    assert date(2026, 12, 25) in found.policy.closed_days
    assert read_secret(found.secret_file).current == b"5" * 64
    assert not secret_is_open(found.secret_file)
    book = {
        name: Book(file=name, text=(found.folder / f"{name}.csv").read_text("utf-8"))
        for name in ("members", "people", "rota", "meetings")
    }
    coops, people, wrong = read_directory(book["members"], book["people"])
    turns, wrong_turns = read_rota(book["rota"], people, turn=found.turn)
    _, wrong_meetings = read_meetings(book["meetings"], coops)
    assert not wrong + wrong_turns + wrong_meetings
    assert turns[0].first == date(2026, 4, 1)
    assert any(turn.first <= date(2026, 5, 20) <= turn.last for turn in turns)
    assert {found.policy.operator, found.policy.coordinator} <= {person.address for person in people}


def test_init_overwrites_nothing_and_then_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("mine", "utf-8")
    with pytest.raises(Mistakes, match="is there already"):
        init(tmp_path, like="fit", today=date(2026, 5, 20), secret="5" * 64, copy_files=False)
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_a_missing_or_short_secret_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="fitmail init"):
        read_secret(tmp_path / "secret")
    (tmp_path / "secret").write_text("short\n", "ascii")
    with pytest.raises(Mistakes, match="too short"):
        read_secret(tmp_path / "secret")


def test_the_previous_secret_stands_on_the_second_line(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a" * 40 + "\n" + "b" * 40 + "\n", "ascii")
    assert read_secret(tmp_path / "secret").previous == b"b" * 40


def test_rules_and_templates_are_read_by_their_names_within_the_folder(tmp_path: Path) -> None:
    (tmp_path / "enquiries").mkdir()
    (tmp_path / "emails").mkdir()
    (tmp_path / "enquiries" / "join.yaml").write_text("\ufeffabout: x\n", "utf-8")
    (tmp_path / "enquiries" / ".#join.yaml").write_text("left behind", "utf-8")
    (tmp_path / "enquiries" / "join.yaml~").write_text("left behind", "utf-8")
    (tmp_path / "emails" / "receipt.en.txt").write_text("Subject: x\n\n", "utf-8")
    (tmp_path / "emails" / "README.md").write_text("catalogue", "utf-8")
    assert read_rules_texts(tmp_path) == {"enquiries/join.yaml": "about: x\n"}
    assert read_template_texts(tmp_path) == {"receipt.en.txt": "Subject: x\n\n"}


def test_a_rule_file_of_another_encoding_or_a_huge_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"ok\n\xf1\n")
    (tmp_path / "b.yaml").write_bytes(b"x" * 1_000_001)
    with pytest.raises(Mistakes) as wrong:
        read_rules_texts(tmp_path)
    assert [(mistake.line, mistake.expected) for mistake in wrong.value.mistakes] == [
        (2, "a text saved as UTF-8"),
        (1, "a megabyte at most"),
    ]

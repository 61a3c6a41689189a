"""The one table of settings: every table and key of fitmail.toml, its kind, its default and what it says.

`fitmail.sample.toml` and `docs/SETTINGS.md` are written from these rows (paper.py), and the reader checks against
them (reading.py), so that none of the three can drift. A `*` in a path stands for a name that people choose.
"""

from __future__ import annotations

from dataclasses import dataclass

from fitmail.config.kinds import (
    ADDRESS,
    ADDRESSES,
    FLAG,
    HOUR,
    HOURS,
    LANGUAGE,
    LANGUAGES_LIST,
    MINUTE,
    NAMES,
    NO_OR_ADDRESS,
    PORT,
    SIZE,
    SPAN,
    STORE,
    TEXT,
    WEEKDAY,
    ZONE,
    Kind,
    choice,
    count,
)

Path = tuple[str, ...]
PERIODIC = ("digest", "daily", "reports", "rota", "rules")  # tables whose `on` switches mails that come by the calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One setting. `default` as it stands in the file, None: it must be given; `sample`: what the sample says."""

    name: str
    kind: Kind
    default: object
    says: str
    sample: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table. `optional`: it means something only when it stands in the file."""

    path: Path
    says: str
    keys: tuple[Key, ...]
    optional: bool = False
    example: str = ""  # the name that the sample shows for "*"


_LISTENER = (
    Key(name="host", kind=TEXT, default="127.0.0.1", says="The address to listen on."),
    Key(name="port", kind=PORT, default=None, says="The port; 0 takes any free one."),
)

TABLES: tuple[Table, ...] = (
    Table(
        path=("network",),
        says="The network of co-operatives whose desk this is.",
        keys=(
            Key(name="name", kind=TEXT, default=None, sample="Weft", says="As it is written to clients."),
            Key(name="region", kind=TEXT, default="", sample="GB", says="Country (ISO code or name)."),
            Key(
                name="languages",
                kind=LANGUAGES_LIST,
                default=["en", "es", "pt"],
                says="What the desk answers in; the first is its default.",
            ),
            Key(name="currency", kind=TEXT, default="", sample="GBP", says="Of bands and minimums (ISO code)."),
        ),
    ),
    Table(
        path=("desk",),
        says="The enquiries desk.",
        keys=(
            Key(
                name="address",
                kind=ADDRESS,
                default=None,
                sample="enquiries@weft.example",
                says="Where clients write. Mail to this address with a tag (enquiries+...) must reach fitmail too.",
            ),
            Key(name="name", kind=TEXT, default="", says='As clients see it; "" makes it "NETWORK enquiries".'),
            Key(name="zone", kind=ZONE, default=None, sample="Europe/London", says="The time zone of hours and days."),
            Key(name="hours", kind=HOURS, default="09:00-17:00", says="Opening hours, Monday to Friday."),
            Key(
                name="calendar",
                kind=TEXT,
                default="",
                says='An iCalendar file of closed days; "" takes calendar.ics of the rules folder, if there is one.',
            ),
            Key(name="promise", kind=count(1, 30), default=2, says="Working days until the answer a receipt promises."),
            Key(name="language", kind=LANGUAGE, default="", says='Default language; "" is the first of the network.'),
            Key(
                name="consent",
                kind=choice("notice", "ask"),
                default="notice",
                says='"notice": the receipt tells who sees an enquiry; "ask": the client\'s yes comes first.',
            ),
            Key(
                name="rehearsal",
                kind=FLAG,
                default=False,
                says="Lets FITMAIL_CLOCK set the time. For demonstrations, never for a real desk.",
            ),
            Key(
                name="separator",
                kind=choice("+", "-", "="),
                default="+",
                says="Between the address and its tag, as your mail server has it.",
            ),
            Key(
                name="domain",
                kind=TEXT,
                default="",
                says='Right hand side of our Message-IDs; "" is the desk address\'s.',
            ),
            Key(
                name="instance",
                kind=TEXT,
                default="",
                says='Marks our own mail, so that it is known when it comes back; "" is made from the desk address.',
            ),
            Key(
                name="confirm",
                kind=count(0, 1000),
                default=5,
                says="So many of a person's first answers to enquirers are confirmed to them, with the exact text.",
            ),
            Key(
                name="decide_days",
                kind=count(1, 60),
                default=3,
                says="Working days to answer a shared opportunity, when nobody says otherwise.",
            ),
        ),
    ),
    Table(
        path=("list",),
        says="The network's mailing list.",
        keys=(
            Key(
                name="address",
                kind=NO_OR_ADDRESS,
                default="",
                sample="members@lists.weft.example",
                says="Of the list.",
            ),
            Key(
                name="mode",
                kind=choice("hosted", "watched", "off"),
                default="off",
                sample="watched",
                says='"watched": fitmail is subscribed to the list that you have; "hosted": fitmail keeps it; "off".',
            ),
            Key(name="name", kind=TEXT, default="", says='As members know it; "" is the address\'s local part.'),
        ),
    ),
    Table(
        path=("store",),
        says="Where everything is kept.",
        keys=(
            Key(
                name="url",
                kind=STORE,
                default="sqlite:///fitmail.db",
                says="A file of SQLite beside these settings, or a PostgreSQL database.",
            ),
        ),
    ),
    Table(
        path=("receive", "smtp"),
        says="A door for mail by SMTP. Leave the table out to keep the door shut.",
        keys=_LISTENER,
        optional=True,
    ),
    Table(
        path=("receive", "lmtp"),
        says="A door for mail by LMTP, as Postfix and Dovecot hand it over. Leave the table out to keep it shut.",
        keys=_LISTENER,
        optional=True,
    ),
    Table(
        path=("receive", "http"),
        says="A door for web forms. The table is understood; the door comes with a later version.",
        keys=_LISTENER,
        optional=True,
    ),
    Table(
        path=("receive", "imap", "*"),
        says="A mailbox elsewhere that is fetched and emptied; one table for each, with a name of your choice.",
        example="office",
        optional=True,
        keys=(
            Key(name="host", kind=TEXT, default=None, sample="imap.weft.example", says="The IMAP server."),
            Key(name="port", kind=PORT, default=993, says="Its port."),
            Key(name="ssl", kind=FLAG, default=True, says="TLS from the first byte."),
            Key(name="user", kind=TEXT, default=None, sample="enquiries", says="Who logs in."),
            Key(name="password", kind=TEXT, default="", says="Better in a file, or in the environment."),
            Key(name="password_file", kind=TEXT, default="", sample="imap.password", says="A file that holds it."),
            Key(name="folder", kind=TEXT, default="INBOX", says="Where new mail arrives."),
            Key(name="kept", kind=TEXT, default="Kept", says="Where mail goes once it is safely ours."),
            Key(
                name="address",
                kind=NO_OR_ADDRESS,
                default="",
                says='Whose mail it is when the mail names none of our addresses; "" is the desk\'s.',
            ),
            Key(name="poll", kind=SPAN, default=60, says="Seconds between two looks."),
        ),
    ),
    Table(
        path=("deliver",),
        says="How mail leaves.",
        keys=(
            Key(
                name="transport",
                kind=choice("smtp", "folder"),
                default="smtp",
                sample="folder",
                says='"smtp": to your mail server; "folder": into a Maildir, nothing is sent.',
            ),
            Key(name="host", kind=TEXT, default="127.0.0.1", says="The mail server that sends for us."),
            Key(name="port", kind=PORT, default=25, says="Its port; 587 for most providers."),
            Key(
                name="starttls",
                kind=choice("no", "if offered", "must"),
                default="if offered",
                says="Whether the connection is encrypted.",
            ),
            Key(name="user", kind=TEXT, default="", says="Who logs in, where that is wanted."),
            Key(name="password", kind=TEXT, default="", says="Better in a file, or in the environment."),
            Key(name="password_file", kind=TEXT, default="", says="A file that holds it."),
            Key(name="hostname", kind=TEXT, default="", says='How we greet; "" is the name of this machine.'),
            Key(name="folder", kind=TEXT, default="outgoing", says='The Maildir of transport "folder".'),
            Key(
                name="delay",
                kind=SPAN,
                default="2 minutes",
                says="How long a person's answer waits before it leaves, so that it can be taken back.",
            ),
            Key(name="timeout", kind=SPAN, default=60, says="Seconds to wait for the server."),
        ),
    ),
    Table(
        path=("deliver", "dkim"),
        says="Signing by ourselves. The table is understood; the signing comes with a later version.",
        optional=True,
        keys=(
            Key(name="domain", kind=TEXT, default=None, sample="weft.example", says="Who signs."),
            Key(name="selector", kind=TEXT, default=None, sample="fitmail", says="Which key."),
            Key(name="key_file", kind=TEXT, default=None, sample="dkim.pem", says="The private key."),
        ),
    ),
    Table(
        path=("trust",),
        says="Whose word counts about where a mail comes from.",
        keys=(
            Key(
                name="servers",
                kind=NAMES,
                default=[],
                sample=["mx.weft.example"],
                says="Names that your mail servers put into Authentication-Results. Without one, answers of insiders"
                " to clients are held until they confirm them.",
            ),
        ),
    ),
    Table(
        path=("roles",),
        says="Who stands behind the desk.",
        keys=(
            Key(
                name="operator",
                kind=ADDRESS,
                default=None,
                sample="operator@thirdlock.example",
                says="Hears of troubles of the installation, and whatever nobody else is there for.",
            ),
            Key(name="coordinator", kind=NO_OR_ADDRESS, default="", says='Hears what is stuck; "" is the operator.'),
            Key(name="maintainer", kind=ADDRESSES, default=[], says="Keep rules and templates."),
            Key(name="conduct", kind=ADDRESSES, default=[], says="Hear of complaints about conduct."),
            Key(name="moderator", kind=ADDRESSES, default=[], says="Moderate the list."),
        ),
    ),
    Table(
        path=("channels", "*"),
        says="An address of a forum category, a Loomio group, a wiki or a list, by the name used in orders.",
        example="forum",
        optional=True,
        keys=(Key(name="address", kind=ADDRESS, default=None, sample="work@forum.weft.example", says="Takes mail."),),
    ),
    Table(
        path=("digest",),
        says="The weekly digest of each member.",
        keys=(
            Key(name="on", kind=FLAG, default=True, says="Whether it is sent."),
            Key(name="day", kind=WEEKDAY, default="Monday", says="On which day."),
            Key(name="hour", kind=HOUR, default=8, says="At which hour."),
        ),
    ),
    Table(
        path=("daily",),
        says="The daily line to whoever is on duty: what waits today. None when nothing waits.",
        keys=(
            Key(name="on", kind=FLAG, default=True, says="Whether it is sent."),
            Key(name="at", kind=MINUTE, default="08:30", says="At which time of each working day."),
        ),
    ),
    Table(
        path=("reports",),
        says="The coordinator's weekly mail, the quarterly report and the draft of the monthly newsletter.",
        keys=(Key(name="on", kind=FLAG, default=True, says="Whether they are sent."),),
    ),
    Table(
        path=("rota",),
        says="The rota of chairs.",
        keys=(
            Key(name="on", kind=FLAG, default=True, says="Whether fitmail asks people to take turns and hands over."),
            Key(
                name="turn",
                kind=choice("quarter", "month", "week"),
                default="quarter",
                says="How long a turn lasts, where no next one ends it.",
            ),
        ),
    ),
    Table(
        path=("limits",),
        says="Guards against storms and accidents.",
        keys=(
            Key(name="size", kind=SIZE, default="25 MB", says="The largest mail that is taken in."),
            Key(name="hops", kind=count(5, 200), default=25, says="Received headers, from which on a mail is a loop."),
            Key(name="answers_per_day", kind=count(0, 100), default=3, says="Automatic answers to one address a day."),
            Key(name="answers_per_hour", kind=count(0, 10_000), default=20, says="Automatic answers an hour, in all."),
            Key(name="batch", kind=count(1, 1000), default=50, says="Events worked in one transaction."),
            Key(name="tries", kind=count(1, 20), default=3, says="How often an event is tried before it is parked."),
        ),
    ),
    Table(
        path=("rules",),
        says="Rules that are changed by mail.",
        keys=(
            Key(
                name="address",
                kind=NO_OR_ADDRESS,
                default="",
                says='Where a maintainer sends rule files; "" is rules@ at the desk\'s domain.',
            ),
            Key(
                name="on",
                kind=FLAG,
                default=True,
                says="Whether a maintainer hears, on the digest's day, which corrections wait for a word.",
            ),
        ),
    ),
    Table(
        path=("paths",),
        says="Files and folders, relative to this file.",
        keys=(
            Key(name="rules", kind=TEXT, default="", says='Your own rules; "" takes those that come with fitmail.'),
            Key(name="templates", kind=TEXT, default="", says='Your own templates; "" takes those of fitmail.'),
            Key(
                name="secret",
                kind=TEXT,
                default="fitmail.secret",
                says="The installation's secret: tokens are made from it. First line current, second line previous.",
            ),
            Key(
                name="emergency",
                kind=TEXT,
                default="emergency",
                says="For mail that comes while the store is broken.",
            ),
            Key(
                name="cache",
                kind=TEXT,
                default="cache",
                says="What was worked out once and need not be again at the next start. May be thrown away.",
            ),
        ),
    ),
)

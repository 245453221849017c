"""Tickets as mail: greetings, signatures, quoted replies and HTML around the body."""

from datetime import datetime, timedelta
from html import escape

from people import Contact, Customer
from world import Letter, Occasion, Part
from writing import Writer

RULER = "━━━━━━━━━━━━━━━━━━━━"
SUPPORT = {"ja": "support@tsumugi.example.jp", "en": "support@tsumugi.example.com"}
DAYS_JA = "月火水木金土日"


def mail(writer: Writer, text: str, lang: str, customer: Customer, contact: Contact) -> str:
    """`text` after a greeting and before courtesies, sometimes with a signature."""
    opener = writer.pick(lang, "openers").format(company=customer.company, name=contact.name)
    closer = writer.pick(lang, "closers").format(name=contact.name)
    if writer.rng.random() < 0.12:  # some write only the text
        return text
    parts = [
        opener,
        "" if lang == "en" or writer.rng.random() < 0.5 else None,
        text,
        "" if lang == "en" else None,
        closer,
    ]
    if writer.rng.random() < 0.35:
        parts += ["", signature(writer, lang, customer, contact)]
    return "\n".join(part for part in parts if part is not None)


def signature(writer: Writer, lang: str, customer: Customer, contact: Contact) -> str:
    """A signature with the company, phone and mail address, which are recorded as personal data."""
    number = writer.personal.add("phones", contact.phone)
    address = writer.personal.add("emails", contact.email)
    if lang == "en":
        return f"-- \n{contact.name}\n{customer.company}\n{number}\n{address}"
    ruler = writer.rng.choice([RULER, "━" * 12, "＝" * 16, "*" * 30, "-" * 30])
    block = f"{writer.rng.randint(1, 9)}-{writer.rng.randint(1, 20)}"
    where = f"〒100-00{writer.rng.randrange(100):02d} 東京都架空区みなと町{block}"
    office = writer.rng.choice(["経理部", "総務部", "管理部", "営業部"])
    site = address.split("@")[1]
    lines = [ruler, customer.company, f"{office} {contact.name}", where]
    return "\n".join([*lines, f"TEL: {number}", f"Mail: {address}", f"https://{site}/", ruler])


def quoted(writer: Writer, lang: str, answered: Letter) -> str:
    """The agent's letter as a mail program quotes it below a reply."""
    address = writer.personal.add("emails", SUPPORT[lang])
    way, when = writer.rng.random(), answered.when
    if way < 0.27:
        japanese = ("差出人", "ツムギサポート", "件名: Re: お問い合わせ")
        words = japanese if lang == "ja" else ("From", "Support", "Subject: Re: request")
        return f"-----Original Message-----\n{words[0]}: {words[1]} <{address}>\n{words[2]}\n\n{answered.text}"
    if lang == "en":
        head = f"On {when:%a}, {when.day} {when:%b %Y} at {when:%H:%M}, Tsumugi Support <{address}> wrote:"
    else:
        day = f"{when.year}年{when.month}月{when.day}日({DAYS_JA[when.weekday()]})"
        head = f"{day} {when:%H:%M} ツムギサポート <{address}>:"
    mark = "＞" if lang == "ja" and way > 0.85 else "> "
    return head + "\n" + "\n".join(mark + line for line in answered.text.split("\n"))


def as_html(text: str) -> str:
    """The mail as HTML: a paragraph per block, quoted lines in a blockquote."""
    blocks = [escape(block, quote=False).replace("\n", "<br>") for block in text.split("\n\n")]
    return '<div class="zd-comment" dir="auto">' + "".join(f"<p>{block}</p>" for block in blocks) + "</div>"


def later(writer: Writer, when: datetime, hours: int) -> datetime:
    """Some hours after `when`."""
    return when + timedelta(minutes=writer.rng.randint(40, hours * 60))


def reply(writer: Writer, ticket: Occasion, answered: Letter) -> Letter:
    """The customer's follow-up: thanks, mostly a sentence on the topic, and sometimes the agent's letter quoted."""
    part = Part(later(writer, answered.when, 30), [])
    first = ticket.parts[0].topics
    lines = [writer.pick(ticket.lang, "thanks")]
    if first and writer.rng.random() < 0.6:
        part.topics = [writer.rng.choice(first)]
        text, part.used = writer.body(part.topics, ticket.lang, ticket.source, ticket.contact)
        lines.append(text)
    if writer.rng.random() < 0.5:
        lines.append(writer.pick(ticket.lang, "closers").format(name=ticket.contact.name))
    if writer.rng.random() < 0.45:
        lines += ["", quoted(writer, ticket.lang, answered)]
    part.text = "\n".join(lines)
    ticket.parts.append(part)
    return Letter("customer", part.when, part.text)


def correspond(writer: Writer, ticket: Occasion) -> None:
    """Write the letters of the ticket: the first mail, the agents' answers and notes, and the customer's follow-up."""
    rng, lang = writer.rng, ticket.lang
    first = ticket.parts[0]
    first.text = mail(writer, first.text, lang, ticket.customer, ticket.contact)
    ticket.letters = [Letter("customer", first.when, first.text, html=rng.random() < 0.12)]
    if rng.random() < 0.55:
        name = rng.choice(["Mori", "Ueda", "Kato"]) if lang == "en" else rng.choice(["森", "上田", "加藤"])
        text = writer.pick(lang, "agent").format(agent=name)
        answered = Letter("agent", later(writer, first.when, 48), text)
        ticket.letters.append(answered)
        ticket.rating = rng.choices([None, "good", "bad"], [0.94, 0.04, 0.02])[0]
        if rng.random() < 0.18:
            ticket.letters.append(reply(writer, ticket, answered))
    if rng.random() < 0.15:
        ticket.letters.append(Letter("note", later(writer, first.when, 20), writer.pick(lang, "note")))
    ticket.letters[1:] = sorted(ticket.letters[1:], key=lambda letter: letter.when)

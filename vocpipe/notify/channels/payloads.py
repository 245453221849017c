"""A message as Slack, Teams and webhooks of one's own take it."""

from dataclasses import asdict
from typing import Any

from vocpipe.inbox.outbox import Message
from vocpipe.notify.document import Document, Line, Section
from vocpipe.notify.html import to_html
from vocpipe.notify.markdown import escaped, to_markdown

_SLACK_TEXT, _SLACK_TITLE = 3000, 150  # letters that a section and a header of Slack may have


def of_webhook(message: Message, document: Document) -> dict[str, Any]:
    """The message whole: its id, what it is about, its parts, and the same as Markdown and HTML."""
    return {
        "id": message.message_id,
        "type": "vocpipe.digest" if message.topics == ("digest",) else "vocpipe.news",
        "created_at": f"{message.created_at.isoformat(timespec='seconds')}Z",
        "topics": list(message.topics),
        **asdict(document),
        "markdown": to_markdown(document),
        "html": to_html(document),
    }


def of_slack(_: Message, document: Document) -> dict[str, Any]:
    """Blocks: https://docs.slack.dev/reference/block-kit/blocks."""
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": _cut(document.title, _SLACK_TITLE)}},
        _slack_text(_slack(document.lead)),
    ]
    if document.figures:
        figures = [f"*{_slack(one.name)}: {_slack(one.value)}*\n{_slack(one.basis)}" for one in document.figures]
        blocks.append({"type": "section", "fields": [{"type": "mrkdwn", "text": text} for text in figures[:10]]})
    for section in document.sections:
        blocks.append(_slack_text(_fitting(f"*{_slack(section.heading)}*", section)))
    blocks.append(_slack_text(f"<{document.url}|{_slack(document.link)}>"))
    blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": _slack(document.footer)}]})
    return {"text": _slack(document.title), "blocks": blocks, "unfurl_links": False}


def of_teams(_: Message, document: Document) -> dict[str, Any]:
    """An adaptive card, as the workflows of Teams take it: https://adaptivecards.io/explorer/."""
    body: list[dict[str, Any]] = [
        {"type": "TextBlock", "text": escaped(document.title), "weight": "Bolder", "size": "Large", "wrap": True},
        {"type": "TextBlock", "text": escaped(document.lead), "wrap": True, "isSubtle": True},
    ]
    if document.figures:
        facts = [{"title": one.name, "value": f"{one.value} ({one.basis})"} for one in document.figures]
        body.append({"type": "FactSet", "facts": facts})
    for section in document.sections:
        body.append({"type": "TextBlock", "text": escaped(section.heading), "weight": "Bolder", "wrap": True})
        body.append({"type": "TextBlock", "text": _teams_lines(section), "wrap": True})
    body.append(
        {"type": "TextBlock", "text": escaped(document.footer), "wrap": True, "isSubtle": True, "size": "Small"}
    )
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        **{"type": "AdaptiveCard", "version": "1.4", "msteams": {"width": "Full"}, "body": body},
        "actions": [{"type": "Action.OpenUrl", "title": document.link, "url": document.url}],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}


def _slack(text: str) -> str:
    """The text as Slack shows it as it is; its marks have no other escape than a zero-width blank between."""
    for mark, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(mark, safe)
    return "".join(f"{letter}\u200b" if letter in "*_~`" else letter for letter in text)


def _slack_line(line: Line) -> str:
    text = f"<{line.url}|{_slack(line.text)}>" if line.url else _slack(line.text)
    return f"• {text}" + (f"\n   {_slack(line.detail)}" if line.detail else "")


def _fitting(heading: str, section: Section) -> str:
    """The heading, and as many whole lines as one section of Slack may have: a link that is cut would be none."""
    lines = [heading, *map(_slack_line, section.lines), *([_slack(section.more)] if section.more else [])]
    while len(lines) > 1 and sum(len(line) + 1 for line in lines) > _SLACK_TEXT:
        lines.pop()
    return "\n".join(lines)


def _slack_text(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": _cut(text, _SLACK_TEXT)}}


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1] + "…"


def _teams_lines(section: Section) -> str:
    lines = [
        "- "
        + (f"[{escaped(line.text)}]({line.url})" if line.url else escaped(line.text))
        + (f": {escaped(line.detail)}" if line.detail else "")
        for line in section.lines
    ]
    return "\n".join([*lines, *([f"- {escaped(section.more)}"] if section.more else [])])

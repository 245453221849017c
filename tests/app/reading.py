"""Reading a page of the explorer that a test has opened, and the pages there are to open."""

PAGES = {
    "home": {},
    "kpi": {"kpi": "churn_rate"},
    "goals": {},
    "map": {},
    "priorities": {},
    "themes": {},
    "drivers": {},
    "releases": {},
    "compare": {},
    "customers": {},
    "lists": {},
    "customer": {"customer": "c_00014"},
    "voices": {},
    "quality": {},
    "look": {},
    "actions": {},
    "report": {},
    "theme": {"theme": "t_pdf"},
    "feedback": {"feedback": "f_00001"},
}


def shown(at) -> str:
    """Everything that the page says, as it reaches the browser."""
    parts = [
        element.value
        for kind in ("title", "header", "subheader", "markdown", "info", "success", "warning", "code", "error")
        for element in at.get(kind)
    ]
    parts += [element.proto.body for element in at.get("html")]
    parts += [f"{element.label} {element.value}" for element in at.metric]
    parts += [element.proto.label for element in at.get("page_link")]
    return "\n".join(str(part) for part in parts).replace("\\", "").replace("\u2060", "")


def links(at) -> list[str]:
    return [f"{element.proto.page}?{element.proto.query_string}" for element in at.get("page_link")]

"""`coach patterns`: what the coach listens for."""

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from coach.call import Kind
from coach.commands import print_json
from coach.detectors import Pattern, discover, pattern

GROUPS = {Kind.ANTI: "Chances", Kind.GOOD: "Good moves"}


def show(slug: str | None, *, markdown: bool, as_json: bool) -> None:
    """The list, one pattern's page, or all pages."""
    if slug is not None:
        one = pattern(slug)
        if as_json:
            print_json(_as_json(one))
        else:
            Console().print(Markdown(page(one)))
    elif as_json:
        print_json([_as_json(known) for known in discover()])
    elif markdown:
        print(pages(), end="")  # noqa: T201 - a file's content, byte for byte
    else:
        _list()


def _list() -> None:
    console = Console()
    for kind, title in GROUPS.items():
        table = Table(
            title=title, title_justify="left", box=None, show_header=False, pad_edge=False
        )
        table.add_column(style="bold", no_wrap=True)
        table.add_column()
        for known in discover():
            if known.kind is kind:
                table.add_row(known.slug, known.summary)
        if table.row_count:
            console.print(table)
            console.print()
    console.print("coach patterns SLUG shows a pattern's page.")


def page(one: Pattern) -> str:
    """A pattern's page in Markdown."""
    parts = [f"## {one.slug}", one.summary]
    parts += [f"### {heading}\n\n{text}" for heading, text in one.sections]
    parts.append(f"### Examples\n\n```\n{one.examples.strip()}\n```")
    return "\n\n".join(parts) + "\n"


def pages() -> str:
    """Every page, as docs/detectors.md."""
    head = "# What the coach listens for\n\nMade from the detectors by `make docs`.\n"
    return "\n".join([head, *(page(one) for one in discover())])


def _as_json(one: Pattern) -> dict[str, object]:
    return {
        "slug": one.slug,
        "kind": str(one.kind),
        "skill": str(one.skill),
        "summary": one.summary,
        "sections": dict(one.sections),
        "examples": one.examples.strip(),
    }

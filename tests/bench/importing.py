"""How long an import of many rows or cards takes, and what a second import finds."""

import json
import os
import subprocess
import time

from tests.bench.books import netintern
from tests.bench.figures import Figure


def figures(directory: str, rows: int) -> list[Figure]:
    """Import of a LinkedIn file and of a vCard file with that many people."""
    return [
        _import(directory, "connections.csv", _linkedin(rows), rows),
        _import(directory, "people.vcf", _vcards(rows), rows),
    ]


def _import(directory: str, name: str, text: str, rows: int) -> Figure:
    source = os.path.join(directory, name)
    book = os.path.join(directory, f"{name}.db")
    with open(source, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    start = time.perf_counter()
    subprocess.run(
        netintern("--book", book, "import", source), check=True, stdout=subprocess.DEVNULL
    )
    seconds = time.perf_counter() - start
    again = subprocess.run(
        netintern("--book", book, "import", source, "--dry-run", "--json"),
        check=True,
        capture_output=True,
        text=True,
    )
    second = json.loads(again.stdout)
    same = second["new"] == 0 and second["updated"] == 0
    return Figure(
        f"import of {rows:,} people from {name}; again: {second['new']} new,"
        f" {second['updated']} changed",
        seconds,
        "s",
        None,
        "<= 15 s",
        seconds <= 15 and same,
    )


def _linkedin(rows: int) -> str:
    lines = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    for row in range(rows):
        lines.append(
            f"Given{row},Family{row % 97},https://www.linkedin.com/in/person-{row},"
            f"person{row}@example.org,Company {row % 211},Engineer,05 Mar 2024"
        )
    return "\r\n".join(lines) + "\r\n"


def _vcards(rows: int) -> str:
    return "".join(
        "BEGIN:VCARD\r\nVERSION:3.0\r\n"
        f"UID:card-{row}\r\nFN:Given{row} Family{row % 97}\r\n"
        f"N:Family{row % 97};Given{row};;;\r\nORG:Company {row % 211}\r\n"
        f"EMAIL;TYPE=WORK:card{row}@example.org\r\nTEL;TYPE=CELL:+49 30 {row:07d}\r\n"
        "END:VCARD\r\n"
        for row in range(rows)
    )

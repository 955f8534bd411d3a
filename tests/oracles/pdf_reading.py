"""Reading a tagged PDF as a screen reader does: by its structure, with the words of each element.

Independent of the code that writes it: text is decoded by each font's own ToUnicode table, and belongs to the
element whose marked content it stands in.
"""

import io
import re
from dataclasses import dataclass, field

import pikepdf


@dataclass
class Node:
    role: str
    scope: str = ""
    alt: str = ""
    words: str = ""
    kids: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join([self.words, *(kid.text for kid in self.kids)]).split())

    def all(self, role: str) -> list["Node"]:
        found = [self] if self.role == role else []
        return found + [node for kid in self.kids for node in kid.all(role)]


def read_pdf(content: bytes) -> Node:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.obj.objgen: _marked_text(page) for page in pdf.pages}
        return _node(pdf.Root.StructTreeRoot.K, pages)


def tables(tree: Node) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.kids] for row in table.all("TR")] for table in tree.all("Table")]


def fonts(content: bytes) -> dict[str, bool]:
    """Name of each font in the file, and whether it is embedded."""
    found = {}
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
                found[str(each.BaseFont)] = "/FontFile2" in each.get("/FontDescriptor", {})
    return found


def unmarked_text(content: bytes) -> list[int]:
    """Pages on which something is drawn outside marked content and artefacts."""
    drawing = {"Tj", "TJ", "'", "S", "f", "f*", "B", "B*", "b", "Do"}
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            depth = 0
            for _, operator in pikepdf.parse_content_stream(page):
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
                if depth == 0 and str(operator) in drawing:
                    found.append(number)
                    break
    return found


def _node(element, pages) -> Node:
    node = Node(str(element.S).lstrip("/"), alt=str(element.get("/Alt", "")))
    node.scope = str(element.get("/A", {}).get("/Scope", "")).lstrip("/")
    for kid in element.K:
        if kid.get("/Type") == "/MCR":
            node.words += " " + pages[kid.Pg.objgen].get(int(kid.MCID), "")
        elif kid.get("/Type") != "/OBJR":
            node.kids.append(_node(kid, pages))
    return node


def _marked_text(page) -> dict[int, str]:
    names = {name: _letters(font) for name, font in page.resources.Font.items()}
    words: dict[int, str] = {}
    letters, stack = {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                stack.append(int(operands[1]["/MCID"]))
            case "BMC":
                stack.append(None)
            case "EMC":
                stack.pop()
            case "Tf":
                letters = names[str(operands[0])]
            case "Tj" if stack and stack[-1] is not None:
                said = "".join(letters[byte] for byte in bytes(operands[0]))
                words[stack[-1]] = words.get(stack[-1], "") + said
            case "T*" | "Td" | "Tm" if stack and stack[-1] is not None:
                words[stack[-1]] = words.get(stack[-1], "") + " "
    return words


def _letters(font) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes().decode("latin-1")
    letters = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(code, 16)] = bytes.fromhex(to).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, _, listed in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.DOTALL):
            for step, to in enumerate(re.findall(r"<(\w+)>", listed)):
                letters[int(first, 16) + step] = bytes.fromhex(to).decode("utf-16-be")
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(int(to, 16) + step)
    return letters

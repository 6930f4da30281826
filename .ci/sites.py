"""Builds sites from the reference of each catalog, and checks the pages: GitHub, MDX, VitePress and MkDocs.

    python3 .ci/sites.py PROGRAM TOOLS CATALOG…

PROGRAM is the path of error-catalog, and TOOLS is a folder with the packages of npm. `mkdocs` must be on the PATH. Every
site must build without a warning. In every page, each link must have a target, and the text of the catalog must not add
elements or event handlers. The page must show the title of the catalog and the bodies of all responses. MDX and
VitePress must show the same text as GitHub.
"""

import collections
import html.parser
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
# The elements of Markdown that the pages of the examples may not have.
MARKDOWN = {"blockquote", "br", "del", "em", "hr", "ol", "s", "strong", "sup"}


class Page(html.parser.HTMLParser):
    """A page of a site: its anchors, and what is next to and below the first heading."""

    def __init__(self, path):
        super().__init__()
        self.path = path
        self.anchors, self.links, self.elements, self.handlers = set(), [], collections.Counter(), []
        self.title, self.codes, self.text = "", [], ""
        self.depth, self.content, self.is_title, self.is_code, self.is_label = 0, None, False, False, False
        self.feed(path.read_text())
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.anchors.add(attributes.get("id"))
        if tag not in VOID:
            self.depth += 1
        # VitePress shows the language of code.
        self.is_label = attributes.get("class") == "lang"
        if self.content is None and tag == "h1":
            self.content, self.is_title = self.depth, True
        if tag == "pre":
            self.is_code = True
            self.codes.append("")
        if self.content:
            self.elements[tag] += 1
            self.handlers += [name for name in attributes if name.startswith(("on", "v-")) and name != "v-pre"]
            self.links += [attributes["href"]] if attributes.get("href") else []

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        self.is_label = False
        self.is_title &= tag != "h1"
        self.is_code &= tag != "pre"
        self.depth -= 1
        if self.content and self.depth < self.content - 1:
            self.content = 0

    def handle_data(self, data):
        if self.content and not self.is_label:
            self.text += data
        if self.is_title:
            self.title += data
        if self.is_code:
            self.codes[-1] += data

    def problems(self, allowed, document, text):
        """Yields the differences between the page and a page that only shows the text of the catalog."""
        shown = visible(self.text)
        if text and shown != text:
            at = next((at for at, pair in enumerate(zip(shown, text)) if len(set(pair)) > 1), min(len(shown), len(text)))
            yield f"the text is {shown[at - 20:at + 20]!r} instead of {text[at - 20:at + 20]!r}"
        # The page for GitHub is built without the HTML of the anchors.
        has_anchors = self.anchors != {None}
        for link in self.links:
            scheme = urllib.parse.urlsplit(link).scheme
            if has_anchors and link.startswith("#") and urllib.parse.unquote(link[1:]) not in self.anchors:
                yield f"nothing has the anchor {link}"
            elif scheme not in ("", "https", "http", "mailto"):
                yield f"a link has the scheme {scheme}"
        for element in self.elements.keys() - allowed:
            yield f"the text of the catalog adds the element <{element}>"
        for name in self.handlers:
            yield f"the text of the catalog adds the attribute {name}"
        if visible(self.title) != visible(document["title"]):
            yield f"the heading is {self.title!r} instead of {document['title']!r}"
        bodies = [parse(code) for code in self.codes]
        for error in document["errors"]:
            if not all(example["body"] in bodies for example in error["examples"]):
                yield f"a body of `{error['key']}` is not shown"


def visible(text):
    """Returns a text without white space and invisible characters, which a page may replace."""
    return "".join(c for c in text if c.isprintable() and c not in " \ufffd")


def parse(code):
    """Returns the value of a JSON text, or None."""
    try:
        return json.loads(code)
    except ValueError:
        return None


def run(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"{command} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def build_remark(folder):
    shutil.copy(HERE / "mdx.mjs", folder)
    run(["node", "mdx.mjs", "docs"], folder)
    return folder / "docs"


def build_vitepress(folder):
    # A page can include another page, unless the text of the catalog is inert.
    (folder / "docs/index.md").write_text("included <mark>text</mark>\n")
    run(["node_modules/.bin/vitepress", "build", "docs"], folder)
    return folder / "docs/.vitepress/dist"


def build_mkdocs(folder):
    (folder / "docs/index.md").write_text("A page without a catalog\n")
    # MkDocs could also check anchors, but MkDocs does not find any anchor after `<style>` in code.
    extensions = ["abbr", "attr_list", "def_list", "footnotes", "md_in_html"]
    settings = {"site_name": "x", "use_directory_urls": False, "markdown_extensions": extensions}
    (folder / "mkdocs.yml").write_text(json.dumps(settings))
    run(["mkdocs", "build", "--strict"], folder)
    return folder / "site"


# The flavor, the extension of the files, the site, and whether the site must show the same text as the first site.
SITES = [
    ("commonmark", "md", build_remark, True),
    ("mdx", "mdx", build_remark, True),
    ("vitepress", "md", build_vitepress, True),
    ("commonmark", "md", build_mkdocs, False),
]


def main(program, tools, catalogs):
    names = {path: path.parent.name if path.stem == "errors" else path.stem for path in map(pathlib.Path, catalogs)}
    documents = {path: json.loads(run([program, "render", "json", path], ".")) for path in names}
    problems, texts = [], {}
    for flavor, extension, build, is_alike in SITES:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder).resolve()
            (folder / "docs").mkdir()
            (folder / "node_modules").symlink_to(tools / "node_modules")
            for path, name in names.items():
                page = run([program, "render", "markdown", "--flavor", flavor, path], ".")
                (folder / f"docs/{name}.{extension}").write_text(page)
            site = build(folder)
            pages = {path: Page(site / f"{name}.html") for path, name in names.items()}
            examples = [pages[path] for path in pages if path.stem == "errors"]
            allowed = MARKDOWN.union(*(page.elements for page in examples))
            for path, page in pages.items():
                text = texts.setdefault(path, visible(page.text)) if is_alike else None
                found = page.problems(allowed, documents[path], text)
                problems += [f"{flavor}, {build.__name__}: {path}: {problem}" for problem in found]
        print(f"{flavor}, {build.__name__}: {len(pages)} pages, {sum(len(page.links) for page in pages.values())} links")
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:])

"""Checks the links on the pages that rustdoc makes from the folder `docs`: links.py FOLDER.

rustdoc checks the links to items, but not the links to headings and to files.
"""

import functools
import html.parser
import pathlib
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.ids, self.links = set(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.add(value)
            elif name == "href" and tag == "a":
                self.links.append(value)


read = functools.cache(Page)


def is_broken(path, link):
    parts = urllib.parse.urlsplit(link)
    if parts.scheme:
        return False
    target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        return True
    return parts.fragment != "" and target.suffix == ".html" and parts.fragment not in read(target).ids


pages = sorted(pathlib.Path(sys.argv[1]).resolve().glob("*/index.html"))
broken = sorted({(path.parent.name, link) for path in pages for link in read(path).links if is_broken(path, link)})
for page, link in broken:
    print(f"docs/{page}.md: the link to {link} leads nowhere on docs.rs; see `_documentation` in CONTRIBUTING.md")
print(f"links: {len(pages)} pages, {len(broken)} broken links")
sys.exit(bool(broken) or not pages)

"""The page's files by themselves: all are needed, none comes from elsewhere, and browsers can ask for all at once."""

import pathlib
import re
import sys

from checks import expect, expect_that

IMPORT = re.compile(r"""(?:from|import) '(\.[^']+)'|new URL\('([^']+)', import\.meta\.url\)""")


def define(checks):
    @checks("every module is needed, and the page asks for those of its own thread at once")
    def modules(_):
        site = Site()
        own = site.reachable("main.js", workers=False)
        preloaded = re.findall(r'<link rel="modulepreload" href="([^"]+)">', site.page)
        expect(sorted(preloaded), sorted(own - {"main.js"}), "modules that are asked for at once")
        expect(sorted(site.named("js") - site.reachable("main.js", workers=True)), [], "modules that nothing needs")

    @checks("every other file is named by the page")
    def other_files(_):
        site = Site()
        linked = set(re.findall(r'(?:href|src)="([^"#:]+)"', site.page))
        expect(sorted(site.files - site.named("js") - {"index.html"}), sorted(
            one for one in linked if not one.endswith(".js")), "files")

    @checks("nothing comes from elsewhere, and no script or style stands in the page")
    def own_files_alone(_):
        site = Site()
        for name in site.files:
            text = site.text(name)
            outside = re.findall(r"""(?:src|href|url|import|from)\s*[=(]?\s*["'](?:https?:)?//[^"']*""", text)
            expect(outside, [], f"addresses elsewhere in {name}")
            for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
                expect_that(word not in text, f"no {word} in {name}", word)
        expect(re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", site.page), [], "scripts and styles")

    @checks("the files are small enough to lie in a module")
    def size(_):
        site = Site()
        total = sum(len(site.text(name).encode()) for name in site.files)
        expect_that(total < 200_000, "less than 200,000 bytes", total)


class Site:
    def __init__(self):
        self.folder = pathlib.Path(sys.argv[1])
        self.files = {str(one.relative_to(self.folder)) for one in self.folder.rglob("*") if one.is_file()}
        self.page = self.text("index.html")

    def text(self, name):
        return (self.folder / name).read_text()

    def named(self, ending):
        return {name for name in self.files if name.endswith(f".{ending}")}

    def reachable(self, first, workers):
        """The modules that one needs, itself included; with those of threads of their own if asked for."""
        found, waiting = set(), [first]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            code = re.sub(r"/\*.*?\*/", "", self.text(name), flags=re.S)
            for module, worker in IMPORT.findall(code):
                if module or workers:
                    target = (self.folder / name).parent / (module or worker)
                    waiting.append(str(target.resolve().relative_to(self.folder.resolve())))
        return found

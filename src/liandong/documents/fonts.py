"""Which fonts a paper is set in: an office's own folder first, then the open ones that come with the platform.

GB/T 9704-2012 asks for 仿宋, 小标宋, 黑体 and 楷体, whose usual cuts are proprietary: an office that owns them puts the files
into its folder; without them Noto Serif SC and Noto Sans SC (OFL) stand in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

BODY = (
    *("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋"),
    *("FandolFang R", "Zhuque Fangsong", "Zhuque Fangsong (technical preview)"),  # free ones that an office may add
    "Noto Serif SC",
)
TITLE = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", "Noto Serif SC")
FIRST = ("SimHei", "黑体", "Noto Sans SC")
SECOND = ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FandolKai R", "LXGW WenKai", "Noto Serif SC")
FIGURES = ("SimSun", "宋体", "Noto Serif SC")  # page numbers


class NoFonts(Exception):
    """There is no font that a paper could be set in; the message says where to put one."""


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The fonts found in the folders, and for each use the families there are, the best first."""

    fonts: typst.Fonts
    families: tuple[str, ...]

    def of(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Those of `wanted` that are there, then every other one: any glyph of any font is better than none."""
        here = {family.casefold(): family for family in self.families}
        chosen = tuple(here[name.casefold()] for name in wanted if name.casefold() in here)
        return chosen + tuple(family for family in self.families if family not in chosen)


def typefaces(folders: tuple[Path, ...]) -> Typefaces:
    """The fonts in these folders, the first folder's first. Errors: NoFonts."""
    here = tuple(folder for folder in folders if folder.is_dir())
    found = _loaded(
        here, tuple((file, file.stat().st_mtime_ns) for folder in here for file in sorted(folder.rglob("*")))
    )
    if not found.families:
        places = "、".join(str(folder) for folder in folders)
        raise NoFonts(f"没有可用的中文字体，文书无法排版。请把字体文件（TTF 或 OTF）放入下列文件夹之一：{places}。")
    return found


@lru_cache(maxsize=4)
def _loaded(folders: tuple[Path, ...], _contents: tuple[tuple[Path, int], ...]) -> Typefaces:
    """Reading 50 MB of fonts takes some 50 ms: done again only when a file came, went or changed."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    return Typefaces(fonts, tuple(fonts.families()))

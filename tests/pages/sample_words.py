"""Names, lights and drawings that the sample pages share; no one in them is real."""

from __future__ import annotations

from liandong.web import shown
from liandong.web.shown import Level, Light, Link

RED = Light(level=Level.RED, words="逾期 2 天")
YELLOW = Light(level=Level.YELLOW, words="剩 1 个工作日")
GREEN = Light(level=Level.GREEN, words="剩 9 个工作日")
GREY = Light(level=Level.GREY, words="未起算：待签收")
UNSIGNED = Light(level=Level.YELLOW, words="未签收 1 天")
LONG = (
    "某某（湖北）生物科技发展有限公司、某某堂大药房连锁有限公司第一百二十三分店等七家"
    "单位涉嫌生产、销售不符合安全标准的食品并伪造检验检疫证明文件案"
)
SHORT = "某饮品店涉嫌生产有毒有害食品案"
POLICE = "武汉市公安局江汉区分局"
AGENCY = "武汉市江汉区市场监督管理局"
PROCURATORATE = "武汉市江汉区人民检察院"
NUMBER = "420103-SJ-2026-00123"


def _chip(name: str, x: int, kind: str) -> str:
    box = f'<rect class="box" x="{x}" y="14" width="90" height="28" rx="14"/>'
    return f'<g class="state {kind}">{box}<text class="name" x="{x + 45}" y="33" text-anchor="middle">{name}</text></g>'


def _arrow(x: int, kind: str) -> str:
    return (
        f'<g class="edge {kind}"><path class="line" fill="none" d="M{x} 28H{x + 20}"/>'
        f'<path class="head" d="M{x + 20} 28L{x + 13} 24L{x + 13} 32Z"/></g>'
    )


def flow(kind: str) -> str:
    """A drawing with the marks that procedures.chart puts on its parts."""
    states = ("核实中", "待审批", "待移送", "待审查", "已立案")
    marks = ("visited", "visited", "visited", "current", "next")
    parts = [_chip(name, 10 + 110 * n, mark) for n, (name, mark) in enumerate(zip(states, marks, strict=True))]
    arrows = [_arrow(100 + 110 * n, "taken" if n < 3 else "") for n in range(4)]
    return (
        f'<svg class="{kind}" role="img" aria-labelledby="{kind}-title" width="560" height="56" viewBox="0 0 560 56">'
        f'<title id="{kind}-title">现在处于“待审查”</title>{"".join(parts + arrows)}</svg>'
    )


ROOMS = ("工作台", "台账", "新建", "文书", "法律依据")


def shell_words(room: str = "") -> dict[str, object]:
    """The frame of a handler who has posts in two units, as the acting middleware leaves it."""
    return {
        "person": "张某某",
        "posts": (
            shown.Choice(value="a", words=f"{AGENCY}（承办人）", chosen=True),
            shown.Choice(value="b", words="武汉市江汉区府检联动工作联席会议办公室（联络员）"),
        ),
        "rooms": tuple(Link(words=name, href=f"/{name}/", current=name == room) for name in ROOMS),
        "search_href": "/ledger/",
        "help_href": "/help/",
        "law_version": "2026-11-20",
    }

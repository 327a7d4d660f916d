"""A small complete procedure for the engine's tests, so that an edit of the real law does not move them.

It holds every construct of the grammar once: duties and rights, every kind of start, extension, suspension, service,
hand-over, reassignment, conditions. March 2026 has no feast; days in the tests lie there unless they say otherwise.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from liandong.kernel.due import SHANGHAI
from liandong.procedures.advance import advance
from liandong.procedures.decision import Asked, Party, decide
from liandong.procedures.grammar import PostKind, Procedure
from liandong.procedures.law import Law
from liandong.procedures.reading import read_law
from liandong.procedures.refusal import Refused
from liandong.procedures.standing import NOTHING, Enclosure, Standing, Step

PROCEDURE = """\
程序: 样板
名称: 样板程序
英: Sample
施行: 2026-01-01
方案: [15]
依据: 样板法
主体:
  甲: {名: 执法机关, 英: Agency, 类: 行政执法, 找: 发起}
  公: {名: 公安机关, 英: Police, 类: 公安, 找: 同级 甲}
  检: {名: 检察院, 英: Procuratorate, 类: 检察院, 找: 同级 甲}
  丙: {名: 受托机关, 英: Entrusted organ, 类: 行政执法, 找: 字段 受托机关}
状态:
  核实: {英: Verifying, 轮到: 甲, 应当: 3日, 自: {作出: 登记}, 紧急: {期: 24小时, 当: 人在押}, 条: 1}
  审查: {英: Review, 轮到: 公, 职: 负责人, 应当: 3日, 自: {收到: [移送书, 转送书]}, 条: 2}
  异议期: {英: Objection, 轮到: 甲, 可以: 3日, 自: {收到: 不立案书}, 逾期: 不异议, 条: 3}
  复查: {英: Re-examination, 轮到: 检, 应当: {字段: 答复期限}, 自: {作出: 异议}, 条: 4}
  公告: {英: Notice, 轮到: 公, 可以: 5日, 自: {字段: 公告日}, 逾期: 公告期满, 条: 5}
  受托: {英: Entrusted, 轮到: 丙, 条: 6}
  等待: {英: Waiting, 轮到: 检, 应当: 2日, 自: {作出: 提醒}, 条: 8}
  立案: {英: Filed, 终局: true, 条: 2}
  了结: {英: Closed, 终局: true, 条: 7}
期限:
  补正: {英: Completing, 轮到: 甲, 应当: 3日, 自: {收到: 补正通知书}, 止: 补正材料, 条: 2(2)}
  报告: {英: Reporting, 轮到: 公, 应当: 7日, 自: {作出: [移送, 通报]}, 止: 说明, 条: 2(3)}
  协查: {英: Assisting, 轮到: 丙, 应当: 2日, 自: {作出: 移送}, 止: 受托办结, 条: 6}
行为:
  登记:
    英: Register
    谁: 甲
    开启: true
    到: 核实
    条: 1
    字段:
      案件名称: {类型: 文本, 英: Title, 必填: true}
      人在押: {类型: 是否, 英: In custody}
  移送:
    英: Transfer
    谁: 甲
    从: 核实
    到: 审查
    条: 1
    文书: 移送书
    必附: [案卷]
    有则附: [鉴定]
    送达: 公
    抄送: 检
  签收: {英: Sign the slip, 谁: 公, 职: [收件, 承办人], 从: 审查, 签收: 移送书, 条: 2}
  签收文书: {英: Sign, 谁: 各方, 职: [收件, 承办人], 从: 一切, 签收: 任意, 条: 9}
  登记送达: {英: Prove service, 谁: 各方, 从: 一切, 登记送达: true, 必附: [凭证], 理由: 必填, 条: 9}
  更正签收: {英: Correct, 谁: 各方, 从: 一切, 更正签收: true, 理由: 必填, 条: 9}
  说明: {英: Explain, 谁: 各方, 从: 任意, 条: 9}
  通报: {英: Tell, 谁: 公, 从: 一切, 限: 5日, 自: {作出: 移送}, 条: 9}
  通知补正: {英: Ask for papers, 谁: 公, 从: 审查, 限: 24小时, 自: {收到: [移送书, 转送书]}, 文书: 补正通知书, 送达: 甲, 条: 2(2)}
  补正材料: {英: Complete, 谁: 甲, 从: 审查, 条: 2(2)}
  延长补正: {英: More time, 谁: 公, 从: 审查, 延长: {期限: 补正, 加: 2日}, 理由: 必填, 条: 2(2)}
  延长审查:
    英: Extend
    谁: 公
    职: 负责人
    从: 审查
    延长: {期限: 审查, 至: [7日, 10日]}
    理由: 必填
    仅当: {在期: 审查}
    条: 2
  转送:
    英: Send on
    谁: 公
    职: 负责人
    从: 审查
    到: 审查
    限: 24小时
    自: {收到: [移送书, 转送书]}
    改派: {主体: 公, 字段: 接收机关}
    文书: 转送书
    送达: [公, 甲]
    条: 2
    字段:
      接收机关: {类型: 单位, 英: To, 必填: true, 类: [公安]}
  催促: {英: Urge, 谁: 甲, 从: 审查, 仅当: {逾期: 审查}, 条: 2}
  急办: {英: Hurry, 谁: 甲, 从: 审查, 仅当: {字段: 人在押, 为: 是}, 条: 2}
  中止: {英: Suspend, 谁: 公, 从: [审查, 公告], 中止: true, 理由: 必填, 条: 7}
  恢复: {英: Resume, 谁: 公, 从: [审查, 公告], 恢复: true, 理由: 必填, 条: 7}
  立案: {英: File, 谁: 公, 职: 负责人, 从: 审查, 到: 立案, 条: 2}
  不立案: {英: Do not file, 谁: 公, 职: 负责人, 从: 审查, 到: 异议期, 理由: 必填, 文书: 不立案书, 送达: 甲, 条: 2}
  不异议: {英: No objection, 谁: 甲, 从: 异议期, 到: 了结, 条: 3}
  异议:
    英: Object
    谁: 甲
    从: 异议期
    到: 复查
    条: 3
    字段:
      答复期限: {类型: 日期, 英: Answer by, 必填: true}
  另案:
    英: Another case
    谁: 甲
    从: 异议期
    条: 3
    转入: {程序: 另案, 行为: 受理, 主体: {甲: 甲, 公: 公}, 字段: {案件名称: 案件名称}}
  答复:
    英: Answer
    谁: 检
    从: 复查
    到: 公告
    条: 4
    字段:
      公告日: {类型: 日期, 英: Notice on, 必填: true}
  公告期满: {英: Notice over, 谁: 期限, 从: 公告, 到: 了结, 条: 5}
  撤回公告: {英: Withdraw the notice, 谁: [公, 检], 从: 公告, 到: 等待, 条: 5}
  提醒: {英: Remind, 谁: 公, 从: 等待, 条: 8}
  归档: {英: Archive, 谁: 检, 从: 等待, 到: 了结, 条: 8}
  委托:
    英: Entrust
    谁: 检
    从: 复查
    到: 受托
    条: 6
    文书: 委托书
    送达: 丙
    字段:
      受托机关: {类型: 单位, 英: Organ, 必填: true, 类: [行政执法]}
  受托办结: {英: Done, 谁: 丙, 从: 受托, 到: 了结, 条: 6}
"""
OTHER = """\
程序: 另案
名称: 另案程序
英: Other case
施行: 2026-01-01
方案: [15]
依据: 样板法
主体:
  甲: {名: 执法机关, 英: Agency, 类: 行政执法, 找: 发起}
  公: {名: 公安机关, 英: Police, 类: 公安, 找: 承接}
状态:
  办理中: {英: Open, 轮到: 甲, 条: 10}
  办结: {英: Closed, 终局: true, 条: 10}
行为:
  受理: {英: Accept, 谁: 甲, 开启: true, 到: 办理中, 条: 10, 字段: {案件名称: {类型: 文本, 英: Title, 必填: true}}}
  办结: {英: Close, 谁: 甲, 从: 办理中, 到: 办结, 条: 10}
"""
LETTERS = {
    "移送书": ("甲", "公"),
    "补正通知书": ("公", "甲"),
    "转送书": ("公", "甲"),
    "不立案书": ("公", "甲"),
    "委托书": ("检", "丙"),
}
LETTER = """\
文书: {name}
英: Letter
条: 样板法 9
发文: {by}
主送: {to}
编号: 记录
字号: "{{简称}}〔{{年}}〕{{号}}号"
内容:
  - {{要素: 案件, 字段: 案件名称, 必备: true}}
正文: "{{案件名称}}"
"""
INSTRUMENT = """\
名称: 样板用的法
英: Law for Samples
简称: 样板法
英简: Sample Law
文号: 试验
施行: 2000-01-01
计期: 样板
条数: 10
核实: V
条文:
"""
ARTICLES = "".join(f"  {number}: {{核实: V, 大意: 样板, 英: Sample}}\n" for number in range(1, 11))
REGIME = "样板: {英: Sample, 首日: 不计入, 末日遇休: 顺延, 出处: 样板法 10}\n"
CALENDAR = """\
年: 2026
公布: true
通知: 样板通知
来源: 样板
取得: 2026-01-01
放假: {2026-10-01: 国庆节, 2026-10-02: 国庆节, 2026-10-05: 国庆节}
上班: {2026-10-10: 国庆节}
"""
ENGLISH = """\
国庆节: National Day
行政执法: Agencies
公安: Public security
检察院: Procuratorates
案卷: File
案件: Case
鉴定: Appraisal
凭证: Proof
"""
AGENCY, POLICE, PROSECUTOR, ENTRUSTED, STRANGER = "甲机关", "甲县公安局", "甲县检察院", "丙机关", "乙县公安局"
UNITS = {"甲": AGENCY, "公": POLICE, "检": PROSECUTOR}
POSTS = frozenset(PostKind)


@cache
def law() -> Law:
    """The sample law, read once."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = {
            "procedures/样板/2026-01-01.yaml": PROCEDURE,
            "procedures/另案/2026-01-01.yaml": OTHER,
            "instruments/样板法.yaml": INSTRUMENT + ARTICLES,
            "regimes.yaml": REGIME,
            "calendars/2026.yaml": CALENDAR,
            "english/样板.yaml": ENGLISH,
        } | {f"letters/{name}.yaml": LETTER.format(name=name, by=by, to=to) for name, (by, to) in LETTERS.items()}
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return read_law(root)


def procedure() -> Procedure:
    """样板."""
    return law().procedure("样板")


def day(date: str, time: str = "00:00") -> dt.datetime:
    """A moment in Shanghai: day("2026-03-02", "09:30"), or day("03-02") in 2026."""
    date = date if len(date) > 5 else f"2026-{date}"
    return dt.datetime.fromisoformat(f"{date} {time}").replace(tzinfo=SHANGHAI)


def party(unit: str, *posts: PostKind) -> Party:
    """Somebody of a unit, in every post unless some are named."""
    return Party(unit=unit, posts=frozenset(posts) or POSTS, actor="某人")


class Matter:
    """A matter of 样板 as a test tells it; `do` insists that the act is let through, `ask` does not."""

    def __init__(self) -> None:
        self.standing: Standing = NOTHING
        self.steps: list[Step] = []

    def ask(
        self,
        unit: str,
        act: str,
        at: dt.datetime,
        *,
        fields: Mapping[str, Any] | None = None,
        enclosures: tuple[str, ...] = (),
        reason: str = "因故",
        about: int = 0,
        about_role: str = "",
        by: Party | None = None,
        now: dt.datetime | None = None,
        units: Mapping[str, str] | None = None,
    ) -> Step | Refused:
        """What decide() says."""
        return decide(
            procedure=procedure(),
            standing=self.standing,
            asked=Asked(
                act=act,
                at=at,
                fields=fields or {},
                enclosures=tuple(Enclosure(label=label) for label in enclosures),
                reason=reason,
                about=about,
                about_role=about_role,
            ),
            party=by or party(unit),
            recorded_at=now or at,
            units=(UNITS if units is None else units) if not self.standing.state else None,
        )

    def do(self, unit: str, act: str, at: dt.datetime, **told: Any) -> Step:
        """The act is done."""
        step = self.ask(unit, act, at, **told)
        assert isinstance(step, Step), step
        self.take(step)
        return step

    def take(self, step: Step) -> None:
        """One more step."""
        self.standing = advance(procedure(), self.standing, step, law().calendar)
        self.steps.append(step)


def registered(**fields: Any) -> Matter:
    """Registered on Monday 2 March 2026 at 09:00."""
    matter = Matter()
    matter.do(AGENCY, "登记", day("03-02", "09:00"), fields={"案件名称": "某案", **fields})
    return matter


def transferred(**fields: Any) -> Matter:
    """Transferred on 3 March at 09:00; not yet signed for. The transfer is step 2."""
    matter = registered(**fields)
    matter.do(AGENCY, "移送", day("03-03", "09:00"), enclosures=("案卷",))
    return matter


def under_review(**fields: Any) -> Matter:
    """Signed for by the police on 3 March at 10:00: their three days end on Friday 6 March."""
    matter = transferred(**fields)
    matter.do(POLICE, "签收", day("03-03", "10:00"))
    return matter


def not_filed() -> Matter:
    """Not filed on 4 March at 09:00, the letter not yet signed for by the agency; it is step 4."""
    matter = under_review()
    matter.do(POLICE, "不立案", day("03-04", "09:00"))
    return matter


def objecting() -> Matter:
    """The agency signed on 4 March at 10:00 and may object until Monday 9 March (7 March is a Saturday)."""
    matter = not_filed()
    matter.do(AGENCY, "签收文书", day("03-04", "10:00"))
    return matter


def reexamined(until: str = "2026-03-20") -> Matter:
    """Objected on 5 March at 09:00; the answer is due on the day that was entered."""
    matter = objecting()
    matter.do(AGENCY, "异议", day("03-05", "09:00"), fields={"答复期限": until})
    return matter


def announced(on: str = "2026-03-06") -> Matter:
    """Answered on 5 March at 10:00, with the day of the notice."""
    matter = reexamined()
    matter.do(PROSECUTOR, "答复", day("03-05", "10:00"), fields={"公告日": on})
    return matter

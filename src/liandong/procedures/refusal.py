"""Why an act is refused: the same words on the page, in the API and in the tests, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from liandong.kernel.citation import Citation

NO_ENGLISH: Mapping[str, str] = MappingProxyType({})

# code: (why, what to do) in Chinese, then in English. Nothing else in the code says these sentences.
WORDS: dict[str, tuple[str, str, str, str]] = {
    "no_such_act": (
        "本程序没有“{act}”这一行为。",
        "请刷新页面，从列出的行为中选择。",
        "This procedure has no act “{act}”.",
        "Reload the page and choose one of the acts listed.",
    ),
    "not_an_opening": (
        "“{act}”不能用来新建事项。",
        "请先打开已有事项再办理。",
        "“{act}” does not open a matter.",
        "Open an existing matter first.",
    ),
    "already_open": (
        "“{act}”只用于新建事项，本事项已经开始。",
        "请从事项页列出的行为中选择。",
        "“{act}” only opens a matter, and this one is open already.",
        "Choose one of the acts on the matter's page.",
    ),
    "closed": (
        "事项已办结（{state}），不能再办理“{act}”。",
        "如需继续，请新建事项并关联本事项。",
        "The matter is closed ({state}); “{act}” can no longer be done.",
        "Open a new matter and link it to this one.",
    ),
    "wrong_state": (
        "事项现处于“{state}”，不能办理“{act}”。",
        "该行为须在“{states}”时办理；请刷新页面查看现在可办的行为。",
        "The matter stands at “{state}”; “{act}” is not open there.",
        "It is done at “{states}”; reload the page to see what is open now.",
    ),
    "not_a_party": (
        "本单位不是本事项中可以办理“{act}”的主体。",
        "该行为由{roles}办理。",
        "Your unit may not do “{act}” in this matter.",
        "It is for: {roles}.",
    ),
    "wrong_post": (
        "“{act}”须由本单位{posts}办理。",
        "请转由本单位{posts}登录办理。",
        "“{act}” is for your unit's {posts}.",
        "Ask that colleague to sign in and do it.",
    ),
    "no_unit": (
        "没有找到应当参加的{role}，“{act}”无法送出。",
        "请联系系统管理员在单位目录中补充该机关。",
        "No unit was found for the role {role}; “{act}” cannot be sent.",
        "Ask the system administrator to add that organ to the directory.",
    ),
    "form": (
        "有{count}处需要补正，“{act}”没有提交。",
        "请按下列提示逐项补正；已填写的内容均已保留。",
        "“{act}” was not submitted: {count} point(s) need correction.",
        "Correct the points listed; what you typed is kept.",
    ),
    "required": ("请填写“{name}”。", "", "Fill in “{name}”.", ""),
    "unknown_field": ("“{act}”没有“{name}”这一栏。", "", "“{act}” has no field “{name}”.", ""),
    "too_long": (
        "“{name}”最多{limit}字，现有{count}字。",
        "",
        "“{name}” holds {limit} characters; it has {count}.",
        "",
    ),
    "bad_text": ("“{name}”含有不能保存的控制字符。", "", "“{name}” contains control characters.", ""),
    "bad_money": (
        "“{name}”应是不小于0、最多两位小数的金额（元），例如 50000.00。",
        "",
        "“{name}” must be an amount in yuan, not below 0, with two decimals at most, such as 50000.00.",
        "",
    ),
    "bad_number": (
        "“{name}”应是不小于0、最多六位小数的数。",
        "",
        "“{name}” must be a number not below 0, with six decimals at most.",
        "",
    ),
    "bad_date": ("“{name}”应是日期，例如 2026-03-06。", "", "“{name}” must be a date such as 2026-03-06.", ""),
    "bad_time": (
        "“{name}”应是日期和时间，例如 2026-03-06 17:30。",
        "",
        "“{name}” must be a date and time such as 2026-03-06 17:30.",
        "",
    ),
    "bad_choice": ("“{name}”只能选：{choices}。", "", "“{name}” must be one of: {choices}.", ""),
    "bad_unit": ("“{name}”应是单位目录中的{kinds}。", "", "“{name}” must be a unit of the directory: {kinds}.", ""),
    "bad_yes_no": ("“{name}”只能填是或否。", "", "“{name}” must be yes or no.", ""),
    "bad_shape": ("“{name}”的格式不对。", "", "“{name}” does not have the right form.", ""),
    "too_few": ("“{name}”至少要{least}名，现有{count}名。", "", "“{name}” needs at least {least}; it has {count}.", ""),
    "reason": ("办理“{act}”须写明理由。", "", "“{act}” needs its reason.", ""),
    "enclosure": ("缺少应附材料：{label}。", "", "The enclosure “{label}” is missing.", ""),
    "unknown_file": (
        "“{label}”所指的文件不是本单位上传的。",
        "",
        "The file given for “{label}” was not uploaded by your unit.",
        "",
    ),
    "unknown_enclosure": ("清单中没有“{label}”这一项材料。", "", "The checklist has no “{label}”.", ""),
    "future": (
        "办理时间{at}晚于现在，不能预先登记。",
        "请填写实际办理时间。",
        "{at} lies in the future.",
        "Enter when it was really done.",
    ),
    "not_in_force": (
        "“{act}”所依据的程序在{at}还没有施行，或者已经失效。",
        "请核对实际办理时间。",
        "The procedure of “{act}” was not in force on {at}.",
        "Check when it was really done.",
    ),
    "too_early": (
        "办理时间{at}早于上一步骤（{last}），次序不对。",
        "请核对实际办理时间。",
        "{at} is earlier than the step before it ({last}).",
        "Check when it was really done.",
    ),
    "sign_first": (
        "请先签收{papers}，再办理“{act}”。",
        "期限自收到之日起算，签收后即可办理。",
        "Sign for {papers} before “{act}”.",
        "The limit runs from the receipt; you can go on as soon as it is signed for.",
    ),
    "lapsed": (
        "“{limit}”的期限已于{due}届满，不能再办理“{act}”。",
        "届满后依规定转为“{lapse}”。",
        "The time for “{limit}” ended on {due}; “{act}” can no longer be done.",
        "The matter goes on with “{lapse}”.",
    ),
    "not_yet_lapsed": (
        "“{limit}”的期限还没有届满。",
        "届满后由系统自动办理。",
        "The time for “{limit}” has not ended.",
        "It is done by itself when it has.",
    ),
    "nothing_to_sign": (
        "没有待签收的文书。",
        "请刷新页面；可能同事已经签收。",
        "There is nothing to sign for.",
        "Reload the page; a colleague may have signed already.",
    ),
    "which_one": (
        "有多份文书待签收，请指明签收哪一份。",
        "请在该文书旁点“签收”。",
        "Several papers wait for signature; say which.",
        "Use the button beside the paper.",
    ),
    "not_received": (
        "这份文书还没有签收记录，无从更正。",
        "请先签收。",
        "This paper has no receipt to correct.",
        "Sign for it first.",
    ),
    "before_issue": (
        "签收时间{at}早于文书发出时间{issued}。",
        "请核对回执上的时间。",
        "The receipt ({at}) is earlier than the issue ({issued}).",
        "Check the time on the return slip.",
    ),
    "suspended": (
        "事项已中止，恢复前不能办理“{act}”。",
        "中止的原因消失后，先办理恢复。",
        "The matter is suspended; “{act}” must wait.",
        "Resume it once the cause has gone.",
    ),
    "not_suspended": (
        "事项没有中止，不需要恢复。",
        "请刷新页面查看现在可办的行为。",
        "The matter is not suspended.",
        "Reload the page to see what is open now.",
    ),
    "no_clock": (
        "“{limit}”现在没有正在计算的期限，不能延长。",
        "请核对期限一栏。",
        "“{limit}” has no running clock to extend.",
        "Look at the list of limits.",
    ),
    "extended_enough": (
        "“{limit}”依规定只能延长{times}次，已经延长过。",
        "请在现有期限内办理。",
        "“{limit}” may be extended {times} time(s) only, and has been.",
        "Finish within the present limit.",
    ),
    "not_overdue": (
        "“{limit}”还没有超过规定期限，不能办理“{act}”。",
        "请在期限届满后再办。",
        "“{limit}” is not overdue; “{act}” is not open yet.",
        "Wait until the limit has passed.",
    ),
    "overdue": (
        "“{limit}”已经超过规定期限，不能办理“{act}”。",
        "请选择逾期情形下的行为。",
        "“{limit}” is overdue; “{act}” is for matters within time.",
        "Choose the act for overdue matters.",
    ),
    "paper_lacks": (
        "《{paper}》还不能制发，缺少：{missing}。",
        "请补齐后再办理“{act}”。",
        "“{paper}” cannot be issued yet; it lacks: {missing}.",
        "Supply it, then do “{act}”.",
    ),
    "condition": (
        "只有“{name}”为“{value}”时才能办理“{act}”。",
        "请核对该栏。",
        "“{act}” is open only where “{name}” is “{value}”.",
        "Check that field.",
    ),
}


@dataclass(frozen=True, slots=True)
class Several:
    """Words that a sentence lists; `between` stands between two of them, in Chinese and in English."""

    words: tuple[str, ...]
    between: tuple[str, str] = ("、", ", ")
    papers: bool = False  # titles of papers stand in 《》 in Chinese


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in a form: which field, and why, in both languages."""

    field: str
    code: str
    words: Mapping[str, object]
    english: Mapping[str, str] = NO_ENGLISH

    @property
    def why(self) -> str:
        """In Chinese."""
        return _in_chinese(WORDS[self.code][0], self.words)

    @property
    def why_en(self) -> str:
        """In English."""
        return _in_english(WORDS[self.code][2], self.words, self.english)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An act that was not done: why, what to do, under which article. `faults` lists what is wrong in its form.

    The sentences are made when somebody reads them. `english` is the procedure's, for the names that stand in them.
    """

    code: str
    words: Mapping[str, object]
    citations: tuple[Citation, ...] = ()
    faults: tuple[Fault, ...] = ()
    english: Mapping[str, str] = NO_ENGLISH

    @property
    def why(self) -> str:
        """Why, in Chinese."""
        return _in_chinese(WORDS[self.code][0], self.words)

    @property
    def do(self) -> str:
        """What to do, in Chinese."""
        return _in_chinese(WORDS[self.code][1], self.words)

    def in_language(self, language: str) -> tuple[str, str]:
        """Why, and what to do, in the reader's language."""
        if not language.startswith("en"):
            return self.why, self.do
        why, do = WORDS[self.code][2:]
        return _in_english(why, self.words, self.english), _in_english(do, self.words, self.english)

    def named(self, english: Mapping[str, str]) -> Refused:
        """The same, with the English of the names that stand in its sentences."""
        return replace(self, english=english, faults=tuple(replace(item, english=english) for item in self.faults))


def refuse(
    code: str, *, citations: tuple[Citation, ...] = (), faults: tuple[Fault, ...] = (), **words: object
) -> Refused:
    """The refusal of this code with its words filled in."""
    return Refused(code=code, words=words, citations=citations, faults=faults)


def fault(field: str, code: str, **words: object) -> Fault:
    """What is wrong with one field."""
    return Fault(field=field, code=code, words=words)


def _in_chinese(text: str, words: Mapping[str, object]) -> str:
    return text.format(**{key: _chinese(value) for key, value in words.items()})


def _chinese(value: object) -> object:
    if not isinstance(value, Several):
        return value
    return value.between[0].join(f"《{word}》" if value.papers else word for word in value.words)


def _in_english(text: str, words: Mapping[str, object], english: Mapping[str, str]) -> str:
    return text.format(**{key: _translated(value, english) for key, value in words.items()})


def _translated(value: object, english: Mapping[str, str]) -> object:
    if isinstance(value, Several):
        return value.between[1].join(english.get(word, word) for word in value.words)
    return english.get(value, value) if isinstance(value, str) else value

"""What is stored of a matter. The steps are the truth; every other table here is what they add up to, kept for reading.

Only this package writes these tables; `perform()` is the one way in. No foreign key to the matter has an index of its
own: each table's unique constraint begins with the matter.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

UNIT = 24  # length of a unit's code


class Matter(models.Model):
    """事项: one run of one version of one procedure."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.CharField(max_length=40, unique=True)
    procedure = models.CharField(max_length=60)
    version = models.DateField()
    variant = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=500)
    state = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    head = models.CharField(max_length=64)  # hash of the last step
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=UNIT)
    parent = models.UUIDField(null=True)  # the matter whose act opened this one
    parent_seq = models.PositiveIntegerField(null=True)
    family = models.UUIDField()  # the first matter of the thread, itself if none came before

    def __str__(self) -> str:
        return self.number


class Step(models.Model):
    """办理步骤: one performed act. Append-only: the web's and the jobs' roles may insert and read, nothing else."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps", db_index=False)
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    unit = models.CharField(max_length=UNIT, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    body = models.JSONField()  # the whole step in the form that is hashed; sensitive values sealed
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["matter", "seq"], name="step_once"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.seq} {self.act}"


class Service(models.Model):
    """送达: the papers of one step on their way to one role; silence is visible as a receipt that is missing."""

    matter = models.ForeignKey(Matter, models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    role = models.CharField(max_length=20)
    unit = models.CharField(max_length=UNIT)
    act = models.CharField(max_length=60)
    papers = models.JSONField()
    copy = models.BooleanField()
    issued_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    proved_by_sender = models.BooleanField(default=False)
    earlier = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["matter", "seq", "role"], name="service_once"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.seq} {self.role}"


class Deadline(models.Model):
    """期限 of a matter: one clock, with the reasons that answer “why this day”."""

    matter = models.ForeignKey(Matter, models.PROTECT, db_index=False)
    limit = models.CharField(max_length=60)
    opened_seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=4)
    role = models.CharField(max_length=20)
    unit = models.CharField(max_length=UNIT, blank=True)
    state = models.CharField(max_length=8)
    started_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    last_day = models.DateField(null=True)
    assumed = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    moved = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    swept_due = models.DateTimeField(null=True)  # the due time the sweep has told of; not made from the steps
    retry_at = models.DateTimeField(null=True)  # the sweep failed with it and lets it be until then; not from the steps

    class Meta:
        constraints = (models.UniqueConstraint(fields=["matter", "limit", "opened_seq"], name="deadline_once"),)
        indexes = (
            models.Index(
                fields=["due_at"],
                name="deadline_to_sweep",
                condition=Q(state="在期", swept_due=None) | Q(state="在期") & ~Q(swept_due=F("due_at")),
            ),
            models.Index(fields=["unit", "due_at"], name="deadline_of_unit", condition=Q(state="在期")),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.limit}"


class Participation(models.Model):
    """台账: one row per unit that takes part, with all that its lists show, so that no list reads anything else."""

    matter = models.ForeignKey(Matter, models.PROTECT, db_index=False)
    unit = models.CharField(max_length=UNIT)
    roles = models.JSONField()
    family = models.UUIDField()
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    procedure = models.CharField(max_length=60)
    variant = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=60)
    closed = models.BooleanField()
    turn = models.BooleanField()  # it is this unit's turn
    turn_unit = models.CharField(max_length=UNIT, blank=True)
    turn_post = models.CharField(max_length=10, blank=True)
    due_at = models.DateTimeField(null=True)  # the earliest open clock of this unit
    due_limit = models.CharField(max_length=60, blank=True)
    due_kind = models.CharField(max_length=4, blank=True)
    waiting = models.BooleanField(default=False)  # a clock of this unit waits for a receipt
    matter_due_at = models.DateTimeField(null=True)  # the earliest open clock of anybody that this unit may see
    unsigned = models.PositiveSmallIntegerField()  # papers this unit has not signed for
    unsigned_since = models.DateTimeField(null=True)
    unsigned_by_others = models.PositiveSmallIntegerField()
    services = models.PositiveSmallIntegerField(default=0)  # papers sent in the matter, signed for or not
    came_from = models.CharField(max_length=UNIT, default="", blank=True)  # who else moved it last, or sent papers here
    parties = models.TextField(default="", blank=True)  # 当事人 by name, without those who are sealed
    last_act = models.CharField(max_length=60)  # with the unit and time of the last step that this unit may see
    last_unit = models.CharField(max_length=UNIT, blank=True)
    last_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    words = models.TextField()  # what a search of this unit's ledger looks through

    class Meta:
        constraints = (models.UniqueConstraint(fields=["matter", "unit"], name="participation_once"),)
        indexes = (
            models.Index(fields=["unit", "-last_at", "-id"], name="ledger_by_last"),
            models.Index(fields=["unit", "due_at", "id"], name="ledger_by_due", condition=Q(closed=False)),
            models.Index(fields=["unit", "family"], name="ledger_family"),
            models.Index(fields=["unit", "last_at"], name="worklist_turn", condition=Q(turn=True)),
            models.Index(fields=["unit", "unsigned_since"], name="worklist_unsigned", condition=Q(unsigned__gt=0)),
            GinIndex(OpClass(Upper("words"), "gin_trgm_ops"), name="ledger_words"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


class PaperLine(models.Model):
    """文书: one issued paper as a unit's room of papers lists it: the unit that issued it, and each that it was sent to."""

    matter = models.ForeignKey(Matter, models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    unit = models.CharField(max_length=UNIT)
    own = models.BooleanField()  # this unit issued it
    copy = models.BooleanField()  # it came to this unit as a copy
    number = models.CharField(max_length=200, blank=True)
    matter_number = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    issuer = models.CharField(max_length=UNIT, blank=True)
    recipients = models.JSONField()  # units
    issued_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)  # by this unit; of its own by the last, once all have signed
    unsigned = models.PositiveSmallIntegerField()  # receipts that this line still waits for
    keep_at = models.DateTimeField(
        null=True
    )  # when its PDF is to be made and kept; null on all lines but one, and then

    class Meta:
        constraints = (models.UniqueConstraint(fields=["matter", "seq", "name", "unit"], name="paper_line_once"),)
        indexes = (
            models.Index(fields=["unit", "-issued_at", "-id"], name="papers_of_unit"),
            models.Index(fields=["keep_at"], name="papers_to_keep", condition=Q(keep_at__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.matter_number} {self.seq}《{self.name}》 {self.unit}"


class Draft(models.Model):
    """What somebody has typed and not yet submitted; sealed as a whole, seen by him alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.PositiveBigIntegerField()
    unit = models.CharField(max_length=UNIT)
    matter = models.UUIDField(null=True)
    procedure = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    sealed = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "unit", "matter", "procedure", "act"], name="draft_once", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.procedure} {self.act}"


class Register(models.Model):
    """The last number of a unit's matters in a year."""

    unit = models.CharField(max_length=UNIT)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "year"], name="register_once"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"

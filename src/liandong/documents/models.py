"""Which files and papers belong to which step of which matter, and the last number of each unit's papers."""

from __future__ import annotations

from django.db import models


class Attachment(models.Model):
    """附件: one uploaded file that a step carries. The content lies on disk under `digest`."""

    matter = models.UUIDField()
    seq = models.PositiveIntegerField()
    label = models.CharField(max_length=60)  # its name in the checklist
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)

    class Meta:
        indexes = (models.Index(fields=["matter", "digest"], name="attachment_of_matter"),)

    def __str__(self) -> str:
        return self.name


class KeptPaper(models.Model):
    """留存: an issued paper as PDF/A, made once; the file lies on disk under `digest`. The jobs add, nobody changes."""

    matter = models.UUIDField()
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["matter", "seq", "name"], name="kept_paper_once"),)

    def __str__(self) -> str:
        return f"{self.matter} {self.seq}《{self.name}》"


class Upload(models.Model):
    """A file that a unit has uploaded; only such a file can become part of a step of that unit."""

    unit = models.CharField(max_length=24)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "digest"], name="upload_once"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.digest[:8]}"


class PaperRegister(models.Model):
    """文号登记: the last number that a unit gave a kind of paper in a year."""

    unit = models.CharField(max_length=24)
    letter = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "letter", "year"], name="paper_register_once"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.letter} {self.year}"

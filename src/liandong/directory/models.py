"""Divisions, units, users and the posts that join them, and the keys of units' own systems.

Divisions and units are made by rule from law/regions/ (see `region`); users and posts are kept by the system
administrator, keys by each unit's head.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liandong.directory.region import Level
from liandong.procedures.grammar import PostKind

LEVELS = [(level.value, level.value) for level in Level]


class Division(models.Model):
    """行政区划, by its code after GB/T 2260."""

    code = models.CharField(primary_key=True, max_length=6)
    name = models.CharField(max_length=32)
    name_en = models.CharField(max_length=80)
    level = models.CharField(max_length=1, choices=LEVELS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """单位: one organ in one division. One that is no longer made by rule stays, inactive: matters name it."""

    code = models.CharField(primary_key=True, max_length=16)
    name = models.CharField(max_length=64)
    name_en = models.CharField(max_length=160)
    kind = models.CharField(max_length=16)
    enforcement = models.BooleanField()  # may impose administrative penalties: plays the role 行政执法
    division = models.ForeignKey(Division, models.PROTECT, related_name="units")
    level = models.CharField(max_length=1, choices=LEVELS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="subordinates")
    active = models.BooleanField(default=True)

    class Meta:
        indexes = (models.Index(fields=["division", "kind"], name="unit_division_kind"),)

    def __str__(self) -> str:
        return self.name


class Accounts(BaseUserManager["User"]):
    """Makes users; there is no superuser, because nobody stands above the posts."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> User:
        """A saved user; without a password the account cannot sign in by one."""
        user: User = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. What he may do follows from his posts; an administrator has his one role and no posts."""

    class Language(models.TextChoices):
        """The languages of the pages, by Django's codes."""

        CHINESE = "zh-hans", "中文"
        ENGLISH = "en", "English"

    class AdminRole(models.TextChoices):
        """Administration split in three; none of them reads matters."""

        NONE = "", "无"
        SYSTEM = "系统", "系统管理员"
        SECURITY = "安全", "安全管理员"
        AUDIT = "审计", "审计管理员"

    username = models.CharField(
        _("用户名"),
        max_length=64,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "这个用户名已有人使用。"},
    )
    name = models.CharField(_("姓名"), max_length=64)
    email = models.EmailField(_("电子邮箱"), blank=True)
    language = models.CharField(max_length=8, choices=Language, default=Language.CHINESE)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)  # another person knows it: see passwords
    admin_role = models.CharField(max_length=2, choices=AdminRole, blank=True, default=AdminRole.NONE)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """岗位: what a user is in a unit, from `since` to `until`, both days included; without `until` it goes on."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=3, choices=[(kind.value, kind.value) for kind in PostKind])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "unit", "kind", "since"], name="post_once"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="post_until_after"),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.unit} {self.kind}"


class Scope(models.TextChoices):
    """What a key of the API may do."""

    READ = "read", "读取"
    WRITE = "write", "办理"


class ApiKey(models.Model):
    """A key of one unit. Only its hash is kept; the key itself is shown once."""

    id = models.CharField(primary_key=True, max_length=16)
    unit = models.CharField(max_length=24)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope))
    posts = ArrayField(models.CharField(max_length=10))  # the posts in which it acts
    made_by = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["unit"], name="key_of_unit"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.name}"


class Administered(models.Model):
    """管理记录: one thing that an administrator did, in words. Append-only; read by the audit administrator."""

    by = models.ForeignKey(User, models.PROTECT)
    what = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.by_id} {self.what}"

"""Print how the measurements sign in as their unit: a key for the API, a cookie for the pages."""

import datetime as dt
import json

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from liandong.directory.keys import new_key
from liandong.directory.models import ApiKey, Post, User

UNIT = "420102-SJ"
POSTS = ["承办人", "负责人", "收件"]

identity, whole, digest = new_key()
ApiKey.objects.create(
    id=identity,
    unit=UNIT,
    name="bench",
    digest=digest,
    scopes=["read", "write"],
    posts=POSTS,
    made_by=0,
    made_at=timezone.now(),
)
user = User.objects.create(username="bench", name="bench")
for post in POSTS:
    Post.objects.create(user=user, unit_id=UNIT, kind=post, since=dt.date(2026, 1, 1))
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
print(json.dumps({"key": whole, "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}))

"""load_region NAME: the divisions and units of law/regions/NAME into the database."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from liandong.directory.loading import load_region
from liandong.directory.region import make_units
from liandong.directory.region_reading import read_region
from liandong.procedures.reading import LawErrors


class Command(BaseCommand):
    """Loads a region; doing it again changes nothing but what the files changed."""

    help = "把一个地区的行政区划和机关名录写入数据库"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The region's folder."""
        parser.add_argument("name", help="law/regions/ 下的文件夹名，如 hubei")

    def handle(self, *, name: str, verbosity: int, **_: object) -> None:
        """Read, load, and say how much there is."""
        try:
            region = read_region(settings.LAW_ROOT / "regions" / name)
        except LawErrors as errors:
            raise CommandError(str(errors)) from errors
        with Progress(disable=verbosity == 0, transient=True) as progress:
            task = progress.add_task(f"载入{region.name}", total=len(region.divisions) + len(make_units(region)))
            loaded = load_region(region, lambda rows: progress.advance(task, rows))
        if verbosity:
            self.stdout.write(
                f"{region.name}：行政区划 {loaded.divisions} 个，单位 {loaded.units} 个，停用 {loaded.retired} 个"
            )

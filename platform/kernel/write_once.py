"""Rows that are written once and never changed. The database refuses it too: see partnerships.grants."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class WrittenOnce(Exception):
    """Somebody tried to change or delete a row that is kept for ever."""


class WriteOnceQuerySet(models.QuerySet[Any]):
    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model._meta.verbose_name_plural} are written once")

    update = delete = bulk_update = update_or_create = _refuse


class WriteOnceModel(models.Model):
    """Refuses a second save, an update and a delete."""

    objects = WriteOnceQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(f"{self._meta.verbose_name} {self.pk} is written once")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self._meta.verbose_name} {self.pk} is kept for ever")


class RemovableQuerySet(WriteOnceQuerySet):
    def delete(self) -> tuple[int, dict[str, int]]:  # type: ignore[override]
        """All of them at once, by whoever may remove: there is no way to do it by accident with one row."""
        return models.QuerySet.delete(self)

    delete.queryset_only = True  # type: ignore[attr-defined]


class RemovableModel(WriteOnceModel):
    """Never changed, but it may have to go: a file that should not have been added. The action that removes it keeps a
    record; see section11.evidence.removing."""

    objects: ClassVar[Any] = RemovableQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

"""For whom values are protected: for everybody, or for partners who agreed to see each other's names and numbers."""

from enum import StrEnum


class Audience(StrEnum):
    """PUBLIC is protected against any reader and against each partner; PARTNERS shows what an agreement names."""

    PUBLIC = "public"
    PARTNERS = "partners"

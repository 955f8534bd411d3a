"""Small files as publishers make them, for tests of whatever reads them. Places and numbers are made up or well known."""

import csv
from pathlib import Path

Row = dict[str, str]

AREA: Row = {
    "time_period": "2025",
    "time_identifier": "Reporting year",
    "geographic_level": "Local authority",
    "country_code": "E92000001",
    "country_name": "England",
    "region_code": "E12000009",
    "region_name": "South West",
    "old_la_code": "801",
    "new_la_code": "E06000023",
    "la_name": "Bristol, City of",
}
ENGLAND: Row = AREA | {
    "geographic_level": "National",
    "region_code": "",
    "region_name": "",
    "old_la_code": "",
    "new_la_code": "",
    "la_name": "",
}
REGION: Row = AREA | {"geographic_level": "Regional", "old_la_code": "", "new_la_code": "", "la_name": ""}
SOMERSET: Row = AREA | {"old_la_code": "933", "new_la_code": "E06000066", "la_name": "Somerset"}
TOOL: Row = {
    "Measure_short": "ReReferral",
    "LA and Regions": "Bristol",
    "LA Number": "801",
    "Region": "South West",
    "Years": "2025",
    "Values": "23.199999999999999",
}
NEIGHBOUR: Row = {
    "old_la_code": "801",
    "la_name": "Bristol",
    "sn_rank": "1",
    "sn_old_la_code": "846",
    "sn_la_name": "Brighton and Hove",
    "closeness": "Close",
}


def put(
    folder: Path, name: str, rows: list[Row], *, encoding: str = "utf-8", backwards: bool = False
) -> Path:
    """Write a file with the columns of its first row; backwards, the columns in the opposite order."""
    columns = list(rows[0])[:: -1 if backwards else 1]
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def referrals(where: Row, total: str = "4264", repeats: str = "989", percent: str = "23.2") -> Row:
    """In the columns of the Department's table C1 that make up re-referrals."""
    return where | {"referral_count": total, "rereferral_count": repeats, "rereferral_percent": percent}


def people(where: Row, year: str, count: str) -> Row:
    """In the columns of the file of populations."""
    ages = {"age_group": "Children aged 0 to 17 years", "population_estimate": count}
    return where | {"time_period": year} | ages

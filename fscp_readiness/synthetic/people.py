"""Children: who they are, their families and where they live. Plainly made up: forename Child, surname the record's number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from . import days
from .world import World

_ETHNICITY: Final = {
    "WBRI": 62, "WOTH": 5, "WROM": 1, "MWBC": 4, "MWBA": 1, "MWAS": 3, "MOTH": 2, "APKN": 10, "AIND": 3, "ABAN": 1, "AOTH": 2,
    "BCRB": 1, "BAFR": 3, "BOTH": 1, "OOTH": 2, "REFU": 2,
}  # fmt: skip
_ETHNICITIES: Final = tuple(_ETHNICITY)
_ETHNICITY_SHARES: Final = tuple(_ETHNICITY.values())
_DISABILITIES: Final = ("LD", "AUT", "BEH", "COMM", "MOB", "CON", "HEAR", "VIS")


@dataclass(eq=False)
class Child:
    """``born`` and ``expected`` are days; exactly one is given unless a fault is planted."""

    child_id: str
    family_id: str
    born: int | None
    expected: int | None = None
    ethnicity: str = "WBRI"
    disabled: bool = False
    unaccompanied: bool = False
    upn: str = ""  # unique pupil number, from five years old
    row: int = -1  # its place in ssd_person

    @property
    def unborn(self) -> bool:
        return self.born is None

    def age(self, on: int) -> int:
        """Age at last birthday; -1 before birth."""
        return -1 if self.born is None or self.born > on else days.age(self.born, on)


def new_family(world: World) -> str:
    world.families += 1
    return f"F{world.families:06d}"


def family_ethnicity(world: World) -> str:
    return world.chance.choices(_ETHNICITIES, _ETHNICITY_SHARES)[0]


def add_child(
    world: World,
    family_id: str,
    *,
    born: int | None,
    expected: int | None = None,
    ethnicity: str = "",
    disabled: bool | None = None,
    unaccompanied: bool = False,
    known_since: int,
    child_id: str = "",
) -> Child:
    """A person with a family, an address and a disability row."""
    chance, sheets = world.chance, world.sheets
    rows = sheets.rows("ssd_person")
    number = len(rows) + 1
    child_id = child_id or f"C{number:06d}"
    ethnicity = ethnicity or family_ethnicity(world)
    if number % 9 == 0 and (born is None or world.today - born < 300):
        ethnicity = "NOBT"  # nobody has asked yet, which is no fault before the first birthday
    sex = "U" if born is None else chance.choice("MF")
    upn = made_up_upn(number) if born is not None and days.age(born, world.today) >= 5 else ""
    sheets.add(
        "ssd_person",
        pers_person_id=child_id, pers_legacy_id=f"L{number:06d}", pers_forename="Child", pers_surname=child_id, pers_sex=sex,
        pers_gender=sex, pers_ethnicity=ethnicity, pers_dob=born, pers_expected_dob=expected,
        pers_upn=upn or None, pers_upn_unknown=None if upn else "UN1", pers_send_flag=chance.random() < 0.06,
        pers_is_mother=False,
    )  # fmt: skip
    disabled = born is not None and chance.random() < 0.1 if disabled is None else disabled
    if born is not None:
        sheets.add("ssd_disability", disa_person_id=child_id, disa_disability_code=chance.choice(_DISABILITIES) if disabled else "NONE")
    sheets.add("ssd_family", fami_family_id=family_id, fami_person_id=child_id)
    sheets.add(
        "ssd_address",
        addr_person_id=child_id, addr_address_type="HOME", addr_address_start_date=known_since, addr_address_postcode="ZZ99 3VZ",
    )  # fmt: skip
    if unaccompanied:
        sheets.add(
            "ssd_immigration_status",
            immi_person_id=child_id, immi_immigration_status="UASC", immi_immigration_status_start_date=known_since,
        )  # fmt: skip
    return Child(child_id, family_id, born, expected, ethnicity, disabled, unaccompanied, upn, number - 1)


def made_up_upn(number: int) -> str:
    """A unique pupil number of no school (a council's number that is none), with its right check letter."""
    figures = f"000{number:09d}"
    place = sum(weight * int(figure) for weight, figure in zip(range(2, 14), figures, strict=True)) % 23
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[place] + figures


def born_at_age(world: World, on: int, low: float, high: float) -> int:
    """A day of birth that makes a person ``low`` to ``high`` years old on a day."""
    return on - world.chance.randint(int(low * 365.25), int(high * 365.25))

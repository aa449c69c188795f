"""When, by session: whose session it is, which number, and on which side of it the thing is due."""

from __future__ import annotations

import pytest

from mandates.extraction.directives.sessions import Numbering, Session, find_sessions
from tests.extraction.directives.conftest import Records

#: Texts as the stage sees them: whose text, which session adopted it, in which year.
COUNCIL = Numbering("HRC", 70, 2029)
ASSEMBLY = Numbering("GA", 80, 2025)
SOCIAL_COUNCIL = Numbering("ECOSOC", 2024, 2024)
SPECIAL = Numbering("HRC", None, 2029)


def found(text: str, numbering: Numbering = COUNCIL) -> list[Session]:
    return find_sessions(text, 0, len(text), numbering)


def tokens(text: str, numbering: Numbering = COUNCIL) -> list[str]:
    return [session.token for session in found(text, numbering)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("seventy-first", 71),
        ("seventy first", 71),
        ("Seventy-first", 71),
        ("71st", 71),
        ("seventy-second", 72),
        ("72nd", 72),
        ("seventy-third", 73),
        ("73rd", 73),
        ("seventy-fifth", 75),
        ("seventy-ninth", 79),
        ("eightieth", 80),
        ("80th", 80),
        ("eighty-first", 81),
        ("eighty-eighth", 88),
        ("ninetieth", 90),
        ("ninety-fourth", 94),
    ],
)
def test_sessions_in_words_and_figures(words: str, number: int) -> None:
    assert tokens(f"to report to the Human Rights Council at its {words} session") == [f"HRC{number}"]


@pytest.mark.parametrize(
    ("words", "adopting", "number"),
    [
        ("fifth", 3, 5),
        ("ninth", 3, 9),
        ("tenth", 3, 10),
        ("eleventh", 3, 11),
        ("twelfth", 3, 12),
        ("thirteenth", 10, 13),
        ("fifteenth", 10, 15),
        ("eighteenth", 10, 18),
        ("nineteenth", 10, 19),
        ("twentieth", 10, 20),
        ("twenty-first", 10, 21),
        ("thirty-eighth", 30, 38),
        ("fortieth", 30, 40),
        ("forty-fourth", 42, 44),
        ("fifty-seventh", 50, 57),
        ("sixtieth", 50, 60),
        ("hundredth", 97, 100),
        ("one hundredth", 97, 100),
        ("one hundred and first", 97, 101),
        ("one hundred and tenth", 97, 110),
        ("one hundred and twelfth", 97, 112),
        ("one hundred and twentieth", 110, 120),
        ("one hundred and twenty-first", 110, 121),
        ("one hundred twenty-first", 110, 121),
        ("121st", 110, 121),
    ],
)
def test_sessions_of_other_times(words: str, adopting: int, number: int) -> None:
    numbering = Numbering("HRC", adopting, 2006 + adopting // 3)
    assert tokens(f"to report to the Council at its {words} session", numbering) == [f"HRC{number}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at its seventy-second and seventy-fifth sessions", ["HRC72", "HRC75"]),
        ("at its seventy-second, seventy-fifth and seventy-eighth sessions", ["HRC72", "HRC75", "HRC78"]),
        ("at its seventy-second, seventy-fifth, and seventy-eighth sessions", ["HRC72", "HRC75", "HRC78"]),
        ("at its seventy-second session and at its seventy-fifth session", ["HRC72", "HRC75"]),
        ("at its 72nd and 75th sessions", ["HRC72", "HRC75"]),
        ("at its seventy-second or seventy-third session", ["HRC72", "HRC73"]),
        ("at its seventy-first and subsequent sessions", ["HRC71"]),
        (
            "to the Council at its seventy-second session and to the General Assembly at its eighty-fourth session",
            ["HRC72", "GA84"],
        ),
        ("to the Assembly at its eighty-fourth and eighty-fifth sessions", ["GA84", "GA85"]),
        (
            "to the General Assembly at its eighty-fourth session and the Human Rights Council at its seventy-fifth "
            "session",
            ["GA84", "HRC75"],
        ),
    ],
)
def test_lists_of_sessions(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "its" is the body named last, else the adopting one
        ("at its seventy-second session", ["HRC72"]),
        ("to the Human Rights Council at its seventy-second session", ["HRC72"]),
        ("to the General Assembly at its eighty-fourth session", ["GA84"]),
        ("to the Assembly, at its eighty-fourth session", ["GA84"]),
        ("to the Third Committee at the eighty-fourth session", ["GA84"]),
        # "the", with the body after it
        ("at the seventy-second session of the Human Rights Council", ["HRC72"]),
        ("at the seventy-second session of the Council", ["HRC72"]),
        ("at the eighty-fourth session of the General Assembly", ["GA84"]),
        ("to the Council and at the eighty-fourth session of the Assembly", ["GA84"]),
        # "the", with nothing: the number tells
        ("at the seventy-second session", ["HRC72"]),
        ("at the eighty-fourth session", ["HRC84"]),
        # words between
        ("at its seventy-second regular session", ["HRC72"]),
        ("to the General Assembly at its eighty-fourth resumed session", ["GA84"]),
        ("during the high-level segment of its seventy-third session", ["HRC73"]),
    ],
)
def test_whose_session_it_is(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "to report to the Working Group at its tenth session",
        "to prepare the third session of the working group",
        "to inform the Advisory Committee at its fortieth session",
        "to inform the Committee on the Rights of the Child at its seventy-fifth session",
        "to address the Commission on the Status of Women at its seventy-third session",
        "to take part in the Expert Mechanism’s work, at the seventy-second session of the Expert Mechanism",
        "to inform the Forum at its seventy-first session",
        "to inform the Conference of the Parties at its seventy-second session",
        "to inform the World Health Assembly at its eighty-second session",
        "to inform the Security Council at the seventy-second session",
    ],
)
def test_the_sessions_of_other_bodies_have_no_token(text: str) -> None:
    assert tokens(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the study submitted to the Council at its sixty-fifth session",
        "the report that was before the Council at its fourth session",
        "the panel discussion held at its seventieth session",
        "at its thirty-sixth special session",
        "at the special session of the Council",
        "in ten working sessions",
        "at the eleventh emergency special session of the General Assembly",
        "the session of the Council",
    ],
    ids=["past", "long past", "the adopting one", "special", "special, no number", "no number", "emergency", "bare"],
)
def test_what_is_no_session_to_come(text: str) -> None:
    assert tokens(text) == []


@pytest.mark.parametrize(
    ("text", "numbering", "expected"),
    [
        ("at its next session", COUNCIL, ["HRC71"]),
        ("at its next regular session", COUNCIL, ["HRC71"]),
        ("at its following session", COUNCIL, ["HRC71"]),
        ("to the Council at its forthcoming session", COUNCIL, ["HRC71"]),
        ("to the General Assembly at its next session", COUNCIL, ["GA84"]),
        ("at its next session", ASSEMBLY, ["GA81"]),
        ("at its next session", SOCIAL_COUNCIL, ["ECOSOC2025"]),
        ("to the Working Group at its next session", COUNCIL, []),
        ("at its seventy-first session", SPECIAL, ["HRC71"]),
    ],
)
def test_the_next_session_counts_from_the_adopting_one(text: str, numbering: Numbering, expected: list[str]) -> None:
    assert tokens(text, numbering) == expected


@pytest.mark.parametrize(
    ("text", "numbering", "expected"),
    [
        ("at its eighty-first session", ASSEMBLY, ["GA81"]),
        ("in the provisional agenda of its eighty-first session", ASSEMBLY, ["GA81"]),
        ("to the General Assembly at its eighty-first and eighty-second sessions", ASSEMBLY, ["GA81", "GA82"]),
        ("during its eightieth session", ASSEMBLY, ["GA80"]),
        ("the report submitted at its seventy-eighth session", ASSEMBLY, []),
        ("to the Human Rights Council at its sixty-second session", ASSEMBLY, ["HRC62"]),
        ("to the Council at its sixty-second session", ASSEMBLY, ["HRC62"]),
        ("to the Economic and Social Council at its 2026 session", ASSEMBLY, ["ECOSOC2026"]),
        ("at its 2025 session", SOCIAL_COUNCIL, ["ECOSOC2025"]),
        ("at its substantive session of 2025", SOCIAL_COUNCIL, ["ECOSOC2025"]),
        ("at its 2025 and 2026 sessions", SOCIAL_COUNCIL, ["ECOSOC2025", "ECOSOC2026"]),
        ("to the Council at its management segment in 2025", SOCIAL_COUNCIL, ["ECOSOC2025"]),
        ("to the General Assembly at its seventy-ninth session", SOCIAL_COUNCIL, ["GA79"]),
        ("to the Commission on Population at its fifty-eighth session", SOCIAL_COUNCIL, []),
    ],
)
def test_texts_of_other_organs(text: str, numbering: Numbering, expected: list[str]) -> None:
    assert tokens(text, numbering) == expected


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("at its seventy-second session", "at"),
        ("during its seventy-second session", "at"),
        ("in its seventy-second session", "at"),
        ("no later than its seventy-second session", "at"),
        ("by its seventy-second session", "at"),
        ("until its seventy-second session", "at"),
        ("to its seventy-second session", "at"),
        ("before its seventy-second session", "before"),
        ("prior to its seventy-second session", "before"),
        ("before the opening of its seventy-second session", "before"),
        ("in advance of the seventy-second session of the Council", "before"),
        ("ahead of its seventy-second session", "before"),
        ("well in time for its seventy-second session", "before"),
        ("from its seventy-second session", "from"),
        ("as of its seventy-second session", "from"),
        ("starting from its seventy-second session", "from"),
        ("starting at its seventy-second session", "from"),
        ("beginning with its seventy-second session", "from"),
        ("commencing at its seventy-second session", "from"),
        ("as from the seventy-second session", "from"),
    ],
)
def test_on_which_side_of_the_session(text: str, timing: str) -> None:
    assert [(session.token, session.timing) for session in found(f"to report annually to the Council {text}")] == [
        ("HRC72", timing)
    ]


@pytest.mark.parametrize(
    ("text", "numbering", "token", "level", "reason"),
    [
        ("to the Council at its seventy-second session", COUNCIL, "HRC72", "sure", ""),
        ("at its seventy-second session", COUNCIL, "HRC72", "sure", ""),
        (
            "at its seventy-fifth session",
            Numbering("HRC", 42, 2019),
            "GA75",
            "likely",
            "session 75 can only be the General Assembly’s",
        ),
        (
            "to the Human Rights Council at its one hundred and ninth session",
            COUNCIL,
            "HRC109",
            "open",
            "session 109 lies far from the session that adopted the text",
        ),
        (
            "to the General Assembly at its next session",
            COUNCIL,
            "GA84",
            "likely",
            "“next session” was counted from the date of adoption",
        ),
        ("at its next session", COUNCIL, "HRC71", "sure", ""),
    ],
    ids=["named", "its", "only the Assembly’s", "far away", "another body’s next", "its next"],
)
def test_how_sure_a_session_is(text: str, numbering: Numbering, token: str, level: str, reason: str) -> None:
    (session,) = found(text, numbering)
    assert (session.token, session.certainty.level, session.certainty.reason) == (token, level, reason)


def test_the_place_of_a_session() -> None:
    text = "to report to the Council at its seventy-second session on siestas"
    (session,) = found(text)
    assert text[slice(*session.span)] == "seventy-second session"


# --- in the whole text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "body", "sessions", "timing"),
    [
        (
            "Requests the Office to submit a report to the Council at its seventy-second and seventy-fifth sessions",
            "HRC",
            ("HRC72", "HRC75"),
            "at",
        ),
        (
            "Requests the Office to submit a report to the Council before its seventy-second session",
            "HRC",
            ("HRC72",),
            "before",
        ),
        (
            "Requests the Special Rapporteur to report annually, starting from the seventy-second session of the "
            "Council",
            "HRC",
            ("HRC72",),
            "from",
        ),
        (
            "Requests the Office to submit a report on the panel held at its sixty-eighth session",
            "HRC",
            (),
            None,
        ),
        (
            "Requests the Office to prepare a study, and to submit it to the Council at its next session",
            "HRC",
            ("HRC71",),
            "at",
        ),
        (
            "Requests the Secretary-General to submit a report to the General Assembly at its eighty-first session",
            "GA",
            ("GA81",),
            "at",
        ),
        (
            "Requests the Secretary-General to submit a report to the Council at its 2026 session",
            "ECOSOC",
            ("ECOSOC2026",),
            "at",
        ),
        (
            "Requests the Committee to submit a report to the Council before the end of its mandate",
            "SC",
            (),
            None,
        ),
    ],
)
def test_the_sessions_of_a_record(
    records: Records, sentence: str, body: str, sessions: tuple[str, ...], timing: str | None
) -> None:
    (record,) = records(sentence, body=body)
    assert (record.sessions, record.timing) == (sessions, timing)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to brief the Ad Hoc Working Group at the eighty-first session", ["GA81"]),
        ("to brief the Ad Hoc Working Group at its eighty-first session", []),
        ("to brief the Working Group at the tenth session", []),
        ("annexed to the report of the Working Group submitted at the eightieth session", []),
    ],
)
def test_the_session_beside_a_working_group(text: str, expected: list[str]) -> None:
    assert tokens(text, ASSEMBLY) == expected


def test_a_world_assembly_is_not_the_assembly() -> None:
    text = "the anniversary of the World Assembly on Rest at the sixty-third session"
    assert tokens(text, SOCIAL_COUNCIL) == []


def test_a_report_drawn_upon_gives_no_session(records: Records) -> None:
    (record,) = records(
        "Decides to continue to discuss further steps, in particular by taking into consideration the report on naps "
        "to be prepared by the Office and submitted to the Council prior to its seventy-third session"
    )
    assert (record.deliverable, record.sessions) == ("consideration", ())


@pytest.mark.parametrize(
    ("words", "timing"),
    [
        ("before the end of its seventy-second session", "at"),
        ("before the opening of its seventy-second session", "before"),
        ("prior to its seventy-second session", "before"),
    ],
)
def test_only_the_opening_is_a_limit_before(words: str, timing: str) -> None:
    (session,) = found(words)
    assert session.timing == timing


def test_the_session_given_up(records: Records) -> None:
    (record,) = records(
        "Requests the Office to submit the study at its seventy-third session rather than at its seventy-second session"
    )
    assert record.sessions == ("HRC73",)

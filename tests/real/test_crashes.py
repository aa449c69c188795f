"""Five hundred people's mails through real servers, while workers and the broker are killed and the mail server fails.

Run by ``make services-test``, which installs Redis and PostgreSQL where they are missing. Failures 2, 4 and 5 of the
list of other systems' failures, with real processes.
"""

import json
import os
import subprocess
import sys
from collections import Counter, defaultdict

import psycopg
import pytest

from tests.real.mailbox import Mailbox
from tests.real.processes import ROOT, Postgres, Redis, Running, celery, program, wait_until

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(
        not (program("redis-server") and program("initdb")), reason="needs redis-server and postgresql of Debian"
    ),
]

PEOPLE = 500
NOBODY = "p7@example.org"
#: Seconds in which everything must have settled.
BOUND = 150


@pytest.fixture
def mailbox():
    box = Mailbox(
        delay=0.03,
        later=frozenset({11, 12, 47}),
        lost=frozenset({23, 61}),
        taken=frozenset({35, 82}),
        refused=frozenset({NOBODY}),
    ).start()
    yield box
    box.stop()


@pytest.fixture
def house(tmp_path_factory, mailbox):
    """PostgreSQL, Redis and an environment that points to them; all stopped at the end."""
    folder = tmp_path_factory.mktemp("house")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)  # the user of PostgreSQL must reach its folder
    postgres, redis = Postgres(folder / "postgres"), Redis(folder)
    env = {
        **os.environ,
        "DATABASE_URL": postgres.url,
        "CELERY_BROKER_URL": redis.url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}",
        "EMAIL_TIMEOUT": "5",
        "REMINDERS_SEND_SECONDS": "3",
        "REMINDERS_PLAN_SECONDS": "3",
        "MAIL_RETRY_SECONDS": ",".join(["3"] * 8),
        # Longer than a chunk of twenty mails takes here.
        "MAIL_CLAIM_SECONDS": "15",
    }
    for arguments in (["manage.py", "migrate", "-v0"], ["manage.py", "load_reference_data"]):
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-m", "tests.real.world", str(PEOPLE)], cwd=ROOT, env=env, check=True)
    started = []
    yield folder, postgres, redis, env, started
    for running in started:
        running.stop()
    redis.running.stop()
    postgres.stop()


def start(house, kind, name):
    folder, _, _, env, started = house
    if kind == "worker":
        command = celery("worker", "--concurrency", "2", "-n", f"{name}@%h", "--loglevel", "INFO")
    else:
        command = celery("beat", "-s", str(folder / name), "--pidfile=", "--loglevel", "INFO")
    started.append(Running(command, folder / f"{name}.log", env))
    return started[-1]


def rows(postgres, query):
    with psycopg.connect(postgres.url.replace("postgres://", "postgresql://")) as connection:
        return connection.execute(query).fetchall()


def unsettled(postgres):
    query = """SELECT count(*) FROM mandates_reminder r LEFT JOIN mandates_message m ON m.id = r.message_id
               WHERE r.state IN ('planned', 'sending', 'uncertain') OR m.state IN ('planned', 'sending', 'uncertain')"""
    return rows(postgres, query)[0][0]


def test_each_reminder_reaches_the_mailbox_once_whatever_is_killed(house, mailbox, capsys):
    _, postgres, redis, _, _ = house
    workers = [start(house, "worker", name) for name in ("one", "two")]
    for name in ("beat-one", "beat-two"):
        start(house, "beat", name)
    wait_until(lambda: len(mailbox.received) >= 100, 60, "the first hundred mails")
    workers[0].kill()
    workers[0].start()
    wait_until(lambda: len(mailbox.received) >= 200, 60, "two hundred mails")
    redis.restart()
    wait_until(lambda: len(mailbox.received) >= 300, 60, "three hundred mails")
    workers[1].kill()
    workers[1].start()
    wait_until(lambda: unsettled(postgres) == 0 and len(mailbox.received) >= PEOPLE - 1, BOUND, "everything settles")

    sent = rows(
        postgres,
        """SELECT r.obligation_id, r.step, u.email, r.state, m.message_id, m.uncertain FROM mandates_reminder r
           JOIN auth_user u ON u.id = r.recipient_id JOIN mandates_message m ON m.id = r.message_id
           WHERE r.state IN ('sent', 'failed')""",
    )
    assert len({(o, step, to) for o, step, to, *_ in sent}) == len(sent) == sum(1 + n % 3 for n in range(PEOPLE))
    # Failure 5: the one who cannot be reached has failed, and nobody else.
    assert {to for _, _, to, state, *_ in sent if state == "failed"} == {NOBODY}

    ids_of = defaultdict(set)
    for one in mailbox.received:
        for obligation in one.obligations:
            ids_of[obligation, one.to].add(one.message_id)
    assert ids_of == {(o, to): {message} for o, _, to, state, message, _ in sent if state == "sent"}
    copies = Counter(one.message_id for one in mailbox.received)
    doubles = {message for message, count in copies.items() if count > 1}
    uncertain = {message for *_, message, times in sent if times}
    assert doubles <= uncertain
    with capsys.disabled():
        print_summary(mailbox, sent, copies, uncertain)


def print_summary(mailbox, sent, copies, uncertain):
    print(
        "\n"
        + json.dumps(
            {
                "reminders": len(sent),
                "messages": len({message for *_, message, _ in sent}),
                "mails in the box": len(mailbox.received),
                "outcome uncertain": len(uncertain),
                "doubles, same Message-ID": sum(count - 1 for count in copies.values()),
                "the mail server": dict(mailbox.happened),
            },
            indent=1,
        )
    )

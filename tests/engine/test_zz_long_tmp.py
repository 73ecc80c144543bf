import shutil, pathlib, collections
from contextlib import contextmanager
from itertools import count
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
import tests.fakes.engine_machine as m
from tests.fakes.engine_world import Database
from storage.store import open_store
import structlog, logging, sys
structlog.configure(processors=[structlog.processors.format_exc_info, structlog.dev.ConsoleRenderer(colors=False)], wrapper_class=structlog.make_filtering_bound_logger(30))
STAT=collections.Counter()
class M(m.EngineMachine):
    def a_quiet_year(self):
        STAT['examples']+=1
        STAT['seen before year']+=len(self.seen())
        STAT['replied']+=len(self.replied)
        super().a_quiet_year()
        STAT['seen']+=len(self.seen())
        STAT['looks']+=sum(c.what=='look' for c in self.world.slack.calls+self.world.discord.calls)
        STAT['posts']+=sum(c.what=='post' for c in self.world.slack.calls+self.world.discord.calls)
def test_long(tmp_path):
    t=tmp_path/'t.db'
    open_store(f"sqlite:///{t}", tmp_path/'k.key', upgrade=True).close()
    n=count()
    @contextmanager
    def new():
        p=tmp_path/f"{next(n)}.db"; shutil.copy(t,p)
        yield Database(f"sqlite:///{p}", tmp_path/'k.key')
        p.unlink()
    import os
    run_state_machine_as_test(lambda: M(new), settings=settings(max_examples=int(os.environ.get('N','100')), stateful_step_count=int(os.environ.get('S','30')), database=None, deadline=None, suppress_health_check=list(HealthCheck), derandomize=False))
    print(STAT)
import os
MUT=os.environ.get('MUT')
if MUT=='find':
    from tests.fakes.engine_platform import WatchedPlatform
    async def f(self,a,k,s): return None
    WatchedPlatform.find_posted=f
if MUT=='room':
    import bot.engine.planning as p
    p.room=lambda a,b: max(0,min(3-a,8-b))
if MUT=='open':
    import bot.engine.delivery as d, bot.engine.planning as p
    d.is_open=lambda n,pr: True
if MUT=='told':
    import bot.engine.planning as p, bot.domain.reminder as r
    from dataclasses import replace
    from datetime import timedelta
    p.date_told=lambda rem,c,a,t,l: r.date_reminder(rem,c,a,(rem.due_on or t)+timedelta(days=1),l)
if MUT=='renew':
    import bot.services.reckoning as r
    r.UNANSWERED=frozenset({r.NudgeState.SENT})
if MUT=='planafter':
    import bot.services.contacts as c
    class X:
        def __getattr__(self,n):
            import bot.services.reckoning as r
            if n=='plan': return lambda uow,user,now: user
            return getattr(r,n)
    c.reckoning=X()
if MUT=='lose':
    import bot.engine.delivery as d
    old=d.sent
    d._waiting_old=d._waiting
    from dataclasses import replace
    def w(uow,user,delivery,again):
        if not d.is_open(again,user.preferences): return replace(delivery,state=d.DeliveryState.WITHDRAWN)
        return d._waiting_old(uow,user,delivery,again)
    d._waiting=w

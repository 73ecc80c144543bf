from datetime import *
import time as _t
from storage.store import open_store
from bot.domain.user import *
from bot.domain.contact import *
from bot.domain.dates import *
from bot.domain.reminder import *
from bot.domain.interaction import *
from bot.domain.change import *
from bot.domain.strength import Tie
NOW=datetime(2026,3,10,9,tzinfo=UTC)
def test_bulk(database_url, tmp_path):
    s=open_store(database_url, tmp_path/"k.key", upgrade=True)
    t=_t.monotonic()
    with s.write() as u:
        u.users.add(User(id="u1",name="A",joined_on=date(2026,1,1)), Account(id="a1",user="u1",platform=Platform.CONSOLE,scope="",external="x"))
        u.changes.begin(Change(id="c1",user="u1",title="imported",at=NOW,until=NOW+KEPT_LONG))
        for i in range(20000):
            cid=u.new_id()
            u.contacts.add(Contact(id=cid,owner="u1",name=f"Sam {i}",added_on=date(2026,1,1),emails=(f"Sam{i}@x.org",),phones=("+49 30 12345678",),about="x"*50))
            did=u.new_id()
            u.dates.add(ImportantDate(id=did,owner="u1",contact=cid,kind=DateKind.BIRTHDAY,month=3,day=4))
            u.contacts.save_tie("u1",cid,Tie())
            u.reminders.put(Reminder(id=u.new_id(),user="u1",contact=cid,kind=ReminderKind.DATE,about=did,tell_on=date(2027,3,4)))
        print("\nqueued",_t.monotonic()-t)
        u.commit()
    print("import",_t.monotonic()-t); t=_t.monotonic()
    with s.read() as u: n=len(u.contacts.all("u1"))
    print("all",n,_t.monotonic()-t); t=_t.monotonic()
    with s.read() as u: n=len(u.contacts.named("u1"))
    print("named",n,_t.monotonic()-t); t=_t.monotonic()
    with s.write() as u:
        r=u.changes.undo(u.changes.get("u1","c1")); u.commit()
    print("undo",len(r.contacts),r.left[:2],_t.monotonic()-t)
    with s.read() as u: assert u.contacts.all("u1")==()
    s.close()

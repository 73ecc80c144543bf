from datetime import timedelta
from bot.domain.user import Platform
async def test_x(bot):
    for i in range(3):
        with bot.kith.store.write() as uow:
            print("first", uow.notices.first_time(Platform.SLACK, f"k{i}", bot.clock())); uow.commit()
    print(bot.shelf.rows()["event_seen"])

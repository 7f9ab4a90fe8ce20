# What `await` gives, and what a coroutine that is not awaited holds.
class Reply:
    def __init__(self, client):
        self.client = client


class Client:
    async def keep(self, reply):
        self.reply = reply

    async def make(self):
        return Reply(self)

    async def waits(self):
        reply = await self.make()
        await self.keep(reply)

    async def waits_not(self):
        self.later = self.make()

    async def asks(self, transport):
        reply = await transport.send(self)
        reply.client = self
        return reply

-- KEYS: 1 call, 2 outbox, 3 timeline, 4 deadlines, 5 pending, 6 calls of the PBX, 7.. lists that show the call.
-- ARGV: expected version, callId, deadline member, rank in lists. Nothing is removed while a message waits to be published.
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('DEL', KEYS[1], KEYS[3])
redis.call('ZREM', KEYS[4], ARGV[3])
redis.call('ZREM', KEYS[5], KEYS[2])
redis.call('SREM', KEYS[6], ARGV[2])
for k = 7, #KEYS do redis.call('ZREM', KEYS[k], ARGV[4]) end
return 1

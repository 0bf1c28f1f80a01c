-- KEYS: 1 agent, 2 outbox, 3 pending, 4 agents of the tenant, 5 reservations.
-- ARGV: expected version, version, state, position, message, now, agentId, reservation member or '', when to look at it, member to drop or ''.
local version = redis.call('HGET', KEYS[1], 'version') or '0'
if version ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'state', ARGV[3])
redis.call('HSET', KEYS[2], ARGV[4], ARGV[5])
redis.call('ZADD', KEYS[3], ARGV[6], KEYS[2])
redis.call('ZADD', KEYS[4], 0, ARGV[7])
if ARGV[10] ~= '' then redis.call('ZREM', KEYS[5], ARGV[10]) end
if ARGV[8] ~= '' then redis.call('ZADD', KEYS[5], ARGV[9], ARGV[8]) end
return 1

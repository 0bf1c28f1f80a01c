-- One change of an agent, all or nothing, only on the version it was computed from.
-- KEYS: 1 agent, 2 outbox, 3 pending, 4 statuses of the tenant's agents, 5 reservations, 6 wrap-ups, 7 call that must not exist (only if ARGV 14),
--       8 desks.
-- ARGV: 1 expected version, 2 version, 3 state, 4 position, 5 message, 6 now, 7 agentId, 8 reservation member or '', 9 when to look at it,
--       10 member to drop or '', 11 fence or '0', 12 wrap-up member, 13 when the wrap-up ends or '', 14 '1' to refuse if the call exists,
--       15 desk that is taken or '', 16 desk that is given up or '', 17 status, 18 position and 19 text of a second message, or nothing.
-- Answer: 0 for another version, 2 for a call that exists, else 1.
local version = redis.call('HGET', KEYS[1], 'version') or '0'
if version ~= ARGV[1] then return 0 end
if ARGV[14] == '1' and redis.call('EXISTS', KEYS[7]) == 1 then return 2 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'state', ARGV[3])
if ARGV[11] == '0' then redis.call('HDEL', KEYS[1], 'fence') else redis.call('HSET', KEYS[1], 'fence', ARGV[11]) end
redis.call('HSET', KEYS[2], ARGV[4], ARGV[5])
if ARGV[18] then redis.call('HSET', KEYS[2], ARGV[18], ARGV[19]) end
redis.call('ZADD', KEYS[3], ARGV[6], KEYS[2])
redis.call('HSET', KEYS[4], ARGV[7], ARGV[17])
if ARGV[10] ~= '' then redis.call('ZREM', KEYS[5], ARGV[10]) end
if ARGV[8] ~= '' then redis.call('ZADD', KEYS[5], ARGV[9], ARGV[8]) end
if ARGV[13] == '' then redis.call('ZREM', KEYS[6], ARGV[12]) else redis.call('ZADD', KEYS[6], ARGV[13], ARGV[12]) end
if ARGV[16] ~= '' then redis.call('HDEL', KEYS[8], ARGV[16]) end
if ARGV[15] ~= '' then redis.call('HSET', KEYS[8], ARGV[15], ARGV[12]) end
return 1

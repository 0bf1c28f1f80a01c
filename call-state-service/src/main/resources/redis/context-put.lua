-- KEYS: 1 context, 2 outbox, 3 pending, 4 living calls of the PBX.
-- ARGV: 1 expected revision, 2 revision, 3 body, 4 ms that it is kept if the call has ended, 5 callId, 6 position, 7 message, 8 now.
-- Answer: 0 for another revision, else 1. While the call lives nothing expires: its end sees to that.
local revision = redis.call('HGET', KEYS[1], 'revision') or '0'
if revision ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'revision', ARGV[2], 'body', ARGV[3])
if redis.call('SISMEMBER', KEYS[4], ARGV[5]) == 1 then
  redis.call('PERSIST', KEYS[1])
else
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
redis.call('HSET', KEYS[2], ARGV[6], ARGV[7])
redis.call('ZADD', KEYS[3], ARGV[8], KEYS[2])
return 1

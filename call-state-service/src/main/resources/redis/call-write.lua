-- One transition of a call, all or nothing, only on the version it was computed from.
-- KEYS: 1 call, 2 outbox, 3 timeline, 4 deadlines, 5 pending, 6 states, 7 calls of the PBX, 8 agent, 9.. lists that begin to show the call.
-- ARGV: expected version, version, state, offset field or '', offset, now, callId, tenant|state before or '', tenant|state now or '',
--       stamp, number that the agent's reservation must have or '', rank in lists,
--       then five counted lists: outbox (position, message), timeline, deadlines to set (member, score), deadlines to drop,
--       queues (operation, key, member, value; see QueueBook).
-- Answer: 0 for another version, 2 for a reservation that has lapsed, else 1. The end of a call lets its context live for an hour more.
local version = redis.call('HGET', KEYS[1], 'version') or '0'
if version ~= ARGV[1] then return 0 end
if ARGV[11] ~= '' and redis.call('HGET', KEYS[8], 'fence') ~= ARGV[11] then return 2 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'state', ARGV[3], 'stamp', ARGV[10])
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], ARGV[4], ARGV[5]) end
local i = 13
local function list(width, each)
  local n = tonumber(ARGV[i])
  i = i + 1
  for _ = 1, n do
    each(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3])
    i = i + width
  end
  return n
end
local messages = list(2, function(position, message) redis.call('HSET', KEYS[2], position, message) end)
if messages > 0 then redis.call('ZADD', KEYS[5], ARGV[6], KEYS[2]) end
list(1, function(entry) redis.call('RPUSH', KEYS[3], entry) end)
list(2, function(member, due) redis.call('ZADD', KEYS[4], due, member) end)
list(1, function(member) redis.call('ZREM', KEYS[4], member) end)
local queue = {
  ['in'] = function(key, member, score) redis.call('ZADD', key, score, member) redis.call('SADD', 'queues', key) end,
  out = function(key, member) redis.call('ZREM', key, member) end,
  left = function(key, member, at)
    redis.call('ZADD', key, at, member)
    redis.call('ZREMRANGEBYSCORE', key, '-inf', tonumber(at) - 3600000)
    redis.call('EXPIRE', key, 3600)
  end,
  set = function(key, member, value) redis.call('HSET', key, member, value) end,
  count = function(key, member) redis.call('HINCRBY', key, member, 1) redis.call('EXPIRE', key, 172800) end,
}
list(4, function(operation, key, member, value) queue[operation](key, member, value) end)
if ARGV[8] ~= ARGV[9] then
  if ARGV[8] ~= '' then redis.call('HINCRBY', KEYS[6], ARGV[8], -1) end
  if ARGV[9] ~= '' then redis.call('HINCRBY', KEYS[6], ARGV[9], 1) end
end
for k = 9, #KEYS do redis.call('ZADD', KEYS[k], 0, ARGV[12]) end
if ARGV[9] == '' then
  redis.call('SREM', KEYS[7], ARGV[7])
  if ARGV[8] ~= '' then redis.call('PEXPIRE', KEYS[1] .. ':context', 3600000) end
elseif ARGV[1] == '0' then
  redis.call('SADD', KEYS[7], ARGV[7])
end
return 1

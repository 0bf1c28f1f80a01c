-- One transition of a call, all or nothing, only on the version it was computed from.
-- KEYS: 1 call, 2 outbox, 3 timeline, 4 deadlines, 5 pending, 6 states, 7 calls of the PBX, 8.. lists that show the call.
-- ARGV: expected version, version, state, offset field or '', offset, now, callId, state name before or '', state name now or '', stamp,
--       then four counted lists: outbox (position, message), timeline, deadlines to set (member, score), deadlines to drop.
-- Answer: 0 for another version, else 1.
local version = redis.call('HGET', KEYS[1], 'version') or '0'
if version ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'state', ARGV[3], 'stamp', ARGV[10])
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], ARGV[4], ARGV[5]) end
local i = 11
local function list(width, each)
  local n = tonumber(ARGV[i])
  i = i + 1
  for _ = 1, n do
    each(ARGV[i], ARGV[i + 1])
    i = i + width
  end
  return n
end
local messages = list(2, function(position, message) redis.call('HSET', KEYS[2], position, message) end)
if messages > 0 then redis.call('ZADD', KEYS[5], ARGV[6], KEYS[2]) end
list(1, function(entry) redis.call('RPUSH', KEYS[3], entry) end)
list(2, function(member, due) redis.call('ZADD', KEYS[4], due, member) end)
list(1, function(member) redis.call('ZREM', KEYS[4], member) end)
if ARGV[8] ~= ARGV[9] then
  if ARGV[8] ~= '' then redis.call('HINCRBY', KEYS[6], ARGV[8], -1) end
  if ARGV[9] ~= '' then redis.call('HINCRBY', KEYS[6], ARGV[9], 1) end
end
if ARGV[1] == '0' then
  for k = 8, #KEYS do redis.call('ZADD', KEYS[k], 0, ARGV[7]) end
end
if ARGV[9] == '' then
  redis.call('SREM', KEYS[7], ARGV[7])
elseif ARGV[1] == '0' then
  redis.call('SADD', KEYS[7], ARGV[7])
end
return 1

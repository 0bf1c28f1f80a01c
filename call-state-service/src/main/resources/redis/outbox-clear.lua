-- Forgets what Kafka has. KEYS: pending, then outboxes. ARGV: for each outbox how many positions, and these.
local i = 1
for k = 2, #KEYS do
  local n = tonumber(ARGV[i])
  redis.call('HDEL', KEYS[k], unpack(ARGV, i + 1, i + n))
  i = i + n + 1
  if redis.call('EXISTS', KEYS[k]) == 0 then redis.call('ZREM', KEYS[1], KEYS[k]) end
end
return 1

-- KEYS: outbox, pending. ARGV: positions that Kafka has.
if #ARGV > 0 then redis.call('HDEL', KEYS[1], unpack(ARGV)) end
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('ZREM', KEYS[2], KEYS[1]) end
return 1

-- Forgets a queue in which nobody waits. KEYS: queues, queue.
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
return redis.call('SREM', KEYS[1], KEYS[2])

-- KEYS: call, outbox, link of AMI, link of ARI. ARGV: field of the applied offset, hash of the callId.
-- Answer: state or false, applied offset or false, AMI alive 0/1, ARI application or false, outbox.
local found = redis.call('HMGET', KEYS[1], 'state', ARGV[1])
local application = false
local shards = tonumber(redis.call('GET', KEYS[4]) or '0')
if shards > 0 then application = redis.call('GET', KEYS[4] .. ':' .. (tonumber(ARGV[2]) % shards)) end
return {found[1], found[2], redis.call('EXISTS', KEYS[3]), application, redis.call('HGETALL', KEYS[2])}

-- KEYS: call, outbox, link of AMI, link of ARI. ARGV: field of the applied offset, hash of the callId, stamp of what is known or ''.
-- Answer: state or false (none, or the known one), applied offset or false, AMI alive 0/1, ARI application or false, outbox, stamp or false.
local found = redis.call('HMGET', KEYS[1], 'stamp', ARGV[1])
local state = false
if not found[1] or found[1] ~= ARGV[3] then state = redis.call('HGET', KEYS[1], 'state') end
local application = false
local shards = tonumber(redis.call('GET', KEYS[4]) or '0')
if shards > 0 then application = redis.call('GET', KEYS[4] .. ':' .. (tonumber(ARGV[2]) % shards)) end
return {state, found[2], redis.call('EXISTS', KEYS[3]), application, redis.call('HGETALL', KEYS[2]), found[1]}

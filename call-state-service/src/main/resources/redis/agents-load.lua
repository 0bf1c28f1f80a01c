-- All presences of a tenant, as one request. KEYS: statuses of its agents. ARGV: what stands before and behind an agent's id in their key.
local states = {}
for i, id in ipairs(redis.call('HKEYS', KEYS[1])) do states[i] = redis.call('HGET', ARGV[1] .. id .. ARGV[2], 'state') end
return states

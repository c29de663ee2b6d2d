-- The masks of the benchmark's agreement "masks": three masked, four left out.
local cjson = require "cjson"
local masks = {}
local rep, sub, find, concat = string.rep, string.sub, string.find, table.concat

local function first(text, kept)
  if #text <= kept then return rep("*", #text) end
  return sub(text, 1, kept) .. rep("*", #text - kept)
end

local function last(text, kept)
  if #text <= kept then return rep("*", #text) end
  return rep("*", #text - kept) .. sub(text, -kept)
end

local function mask(record)
  record.customer_id = nil
  record.household_id = nil
  record.last_name = nil
  record.address.street = nil
  record.first_name = first(record.first_name, 1)
  record.email = first(record.email, 2)
  record.phone = last(record.phone, 2)
  return record
end

-- A whole answer: collected, decoded, masked, encoded.
function masks.page()
  local parts = ngx.ctx.parts
  if not parts then parts = {}; ngx.ctx.parts = parts end
  parts[#parts + 1] = ngx.arg[1]
  if not ngx.arg[2] then ngx.arg[1] = nil; return end
  local page = cjson.decode(concat(parts))
  local records = page.value
  for i = 1, #records do mask(records[i]) end
  ngx.arg[1] = cjson.encode({ value = records })
end

-- Line by line; the start of a line that is not whole yet is kept for the next buffer.
function masks.lines()
  local text = (ngx.ctx.rest or "") .. ngx.arg[1]
  local out, from = {}, 1
  while true do
    local at = find(text, "\n", from, true)
    if not at then break end
    out[#out + 1] = cjson.encode(mask(cjson.decode(sub(text, from, at - 1))))
    from = at + 1
  end
  ngx.ctx.rest = sub(text, from)
  if #out > 0 then ngx.arg[1] = concat(out, "\n") .. "\n" else ngx.arg[1] = nil end
end

return masks

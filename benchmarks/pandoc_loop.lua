-- Keeps one pandoc at work: reads the path of a Markdown file and a path without an ending, a line each,
-- writes the three files, and says "done".
local function save(path, content)
  local file = assert(io.open(path, "wb"))
  file:write(content)
  file:close()
end

function Pandoc(doc)
  io.stdout:setvbuf("line")
  for input in io.lines() do
    local output = io.read("l")
    local file = assert(io.open(input, "rb"))
    local parsed = pandoc.read(file:read("a"), "commonmark_x")
    file:close()
    save(output .. ".docx", pandoc.write(parsed, "docx"))
    save(output .. ".html", pandoc.write(parsed, "html5"))
    save(output .. ".md", pandoc.write(parsed, "commonmark_x"))
    io.stdout:write("done\n")
    io.stdout:flush()
  end
  return doc
end

import type { Catalogue } from './english'
import common from '../ui/zh-CN.json'
import account from '../account/zh-CN.json'
import audit from '../audit/zh-CN.json'
import console from '../console/zh-CN.json'
import daemons from '../daemons/zh-CN.json'
import diagnosis from '../diagnosis/zh-CN.json'
import files from '../files/zh-CN.json'
import home from '../home/zh-CN.json'
import instances from '../instances/zh-CN.json'
import people from '../people/zh-CN.json'
import session from '../session/zh-CN.json'
import shell from '../shell/zh-CN.json'
import tasks from '../tasks/zh-CN.json'
import transfers from '../transfers/zh-CN.json'
import way from '../way/zh-CN.json'

export const chinese = {
  common,
  account,
  audit,
  console,
  daemons,
  diagnosis,
  files,
  home,
  instances,
  people,
  session,
  shell,
  tasks,
  transfers,
  way,
} satisfies Record<keyof Catalogue, object>

import common from '../ui/en.json'
import account from '../account/en.json'
import audit from '../audit/en.json'
import console from '../console/en.json'
import daemons from '../daemons/en.json'
import diagnosis from '../diagnosis/en.json'
import files from '../files/en.json'
import home from '../home/en.json'
import instances from '../instances/en.json'
import people from '../people/en.json'
import session from '../session/en.json'
import shell from '../shell/en.json'
import tasks from '../tasks/en.json'
import transfers from '../transfers/en.json'
import way from '../way/en.json'

/** Every message in English, by feature; the other catalogues must have the same shape. */
export const english = {
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
}

export type Catalogue = typeof english

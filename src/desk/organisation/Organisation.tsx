import { Tabs } from 'antd'
import { useSearchParams } from 'react-router'
import * as contract from '../../api/contract/organisation.ts'
import { useAsk } from '../ask.ts'
import { Contacts } from './Contacts.tsx'
import { Leaders } from './Leaders.tsx'
import { Functions, Units } from './Units.tsx'

/** 机构与联系方式: functions, leaders, units and rosters with their history, and the one registry of contacts. */
export function Organisation() {
  const [params, setParams] = useSearchParams()
  const { data, error } = useAsk(contract.readOrganisation, {})
  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <p className="nil">正在读取…</p>
  const keep = data.may.includes('keep')
  return (
    <>
      <h1>机构与联系方式</h1>
      <Tabs
        activeKey={params.get('tab') ?? 'leaders'}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: 'leaders', label: '领导信息', children: <Leaders data={data} keep={keep} /> },
          { key: 'functions', label: '主要职责', children: <Functions data={data} keep={keep} /> },
          { key: 'units', label: '机构和人员名册', children: <Units data={data} keep={keep} /> },
          { key: 'contacts', label: '联系方式', children: <Contacts /> },
        ]}
      />
    </>
  )
}

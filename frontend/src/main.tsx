import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Console } from './app/Console'
import { createQueryClient } from './app/query-client'
import { createConsoleRouter } from './app/router'
import './index.css'

const queries = createQueryClient()
const router = createConsoleRouter(queries)
const root = document.getElementById('root')

if (root) {
  createRoot(root).render(
    <StrictMode>
      <Console queries={queries} router={router} />
    </StrictMode>,
  )
}
